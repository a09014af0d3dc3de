-- Lines beside quick answers are shown, as counts are, by what they were when the day began.
alter table quick_answers
  add column line_before text not null default '',
  -- When the answer and the line before that day's were given.
  add column before_day date;
