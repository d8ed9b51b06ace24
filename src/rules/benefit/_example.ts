/** A small targeted campaign whose first wave offers something; what the examples of this group share. */
export function targetedExample(
  offer: string,
  { method = `method { offer ${offer} }`, more = '' }: { readonly method?: string; readonly more?: string } = {},
): string {
  return `campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  audience { to fans, friends }
  timing {
    wave hello "问候" via email to fans { at 2027-03-02 10:00  offer ${offer} }
    wave thanks "致谢" via email to friends { at 2027-03-03 10:00 }
  }
  ${method}${more}
}
`;
}
