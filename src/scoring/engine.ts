/** Version of the arithmetic. It rises with any change here that can move a score, a gate or a tier of unchanged facts under an unchanged scorecard. */
export const engineVersion = '2';
