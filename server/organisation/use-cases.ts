import { administeredBy } from '@delaktig/domain';
import { administrationsByIds } from '../database/units.ts';
import type { Asked } from '../http/patience.ts';
import { closeAccount, protectPerson, reopenAccount, unprotectPerson } from './accounts.ts';
import { addPerson } from './add-person.ts';
import { addUnit } from './add-unit.ts';
import { approvalView } from './approval-view.ts';
import { changePerson } from './change-person.ts';
import { endUnit, mergeUnits, splitUnit, undoChange } from './change-units.ts';
import type { OrganisationUseCases } from './contract.ts';
import { addGroup, closeGroup, renameGroup } from './groups.ts';
import { logCsv, logView } from './log-view.ts';
import { mailWordsView, setMailWords } from './mail-words.ts';
import { choicesOf, overview } from './overview.ts';
import { peopleView, personView } from './people-view.ts';
import { renameUnit, undoRename } from './rename-unit.ts';
import { addRole, changeRole, endRole } from './roles.ts';
import { setApprover } from './set-approver.ts';
import { unitView } from './unit-view.ts';

export function organisationUseCases(asked: Asked): OrganisationUseCases {
  const { sql, actor, patience } = asked;
  const { reads, acts } = patience;
  return {
    administrations: reads(() => administrationsByIds(sql, administeredBy(actor))),
    overview: reads((administrationId) => overview(asked, administrationId)),
    unit: reads((unitId) => unitView(asked, unitId)),
    people: reads((administrationId, filter) => peopleView(asked, administrationId, filter)),
    person: reads((accountId) => personView(asked, accountId)),
    unitChoices: reads((administrationId) => choicesOf(asked, administrationId)),
    approval: reads((administrationId) => approvalView(asked, administrationId)),
    log: reads((administrationId, filter) => logView(asked, administrationId, filter)),
    logCsv: acts((administrationId, filter) => logCsv(asked, administrationId, filter)),
    addUnit: acts((input) => addUnit(asked, input)),
    renameUnit: acts((input) => renameUnit(asked, input)),
    undoRename: acts((input) => undoRename(asked, input)),
    addGroup: acts((input) => addGroup(asked, input)),
    renameGroup: acts((input) => renameGroup(asked, input)),
    closeGroup: acts((input) => closeGroup(asked, input)),
    mergeUnits: acts((input) => mergeUnits(asked, input)),
    splitUnit: acts((input) => splitUnit(asked, input)),
    endUnit: acts((input) => endUnit(asked, input)),
    undoChange: acts((input) => undoChange(asked, input)),
    addPerson: acts((input) => addPerson(asked, input)),
    changePerson: acts((input) => changePerson(asked, input)),
    addRole: acts((input) => addRole(asked, input)),
    changeRole: acts((input) => changeRole(asked, input)),
    endRole: acts((input) => endRole(asked, input)),
    closeAccount: acts((input) => closeAccount(asked, input)),
    reopenAccount: acts((input) => reopenAccount(asked, input)),
    protectPerson: acts((input) => protectPerson(asked, input)),
    unprotectPerson: acts((input) => unprotectPerson(asked, input)),
    mailWords: reads((administrationId) => mailWordsView(asked, administrationId)),
    setMailWords: acts((input) => setMailWords(asked, input)),
    setApprover: acts((input) => setApprover(asked, input)),
  };
}
