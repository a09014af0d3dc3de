/** Acts on the road from draft to submitted. */
export const road = {
  approve: 'Godkänn',
};
