package io.maillog.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The keys say what the rule says: a domain in any case, and else to the letter. */
class AddressPatternProperties {
  @Provide
  Arbitrary<String> addresses() {
    Arbitrary<String> part =
        Arbitraries.strings().withChars("aA@*\u00e9\u00c9\u00df\u0130\u0131iI").ofMaxLength(3);
    return Combinators.combine(part, Arbitraries.of("", "@"), part).as((a, at, b) -> a + at + b);
  }

  private static boolean plain(String pattern, String address) {
    int at = pattern.lastIndexOf('@');
    int itsAt = address.lastIndexOf('@');
    String domain = at < 0 ? "" : pattern.substring(at + 1);
    String itsDomain = itsAt < 0 ? "" : address.substring(itsAt + 1);
    String local = at < 0 ? pattern : pattern.substring(0, at);
    String itsLocal = itsAt < 0 ? address : address.substring(0, itsAt);
    boolean same = (at < 0) == (itsAt < 0) && local.equals(itsLocal);
    boolean any = at >= 0 && local.equals("*");
    return domain.equalsIgnoreCase(itsDomain) && (any || same);
  }

  @Property
  void matchesByTheRule(@ForAll("addresses") String pattern, @ForAll("addresses") String address) {
    assertThat(AddressPattern.of(pattern).matches(address)).isEqualTo(plain(pattern, address));
  }

  @Property
  void addressMatchesItself(@ForAll("addresses") String address) {
    assertThat(AddressPattern.of('<' + address + '>').matches(address)).isTrue();
  }
}
