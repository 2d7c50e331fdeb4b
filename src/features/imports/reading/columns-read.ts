/** So many columns are looked at to tell what they are; beyond them only names that are known as a whole. A file may be made with a million. */
export const maxColumnsRead = 1_000;
