package io.maillog.correlate;

import static io.maillog.correlate.Lines.slice;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.IDN;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DomainNamesTest {
  @ParameterizedTest
  @CsvSource({
    "example.org, EXAMPLE.org",
    "b\u00fccher.example, xn--bcher-kva.example",
    "B\u00dcCHER.example, XN--BCHER-KVA.Example",
    "bu\u0308cher.example, xn--bcher-kva.example", // decomposed
    "mail.stra\u00dfe.example, mail.xn--strae-oqa.example", // not ss, by RFC 5891
    "\u65e5\u672c\u8a9e.example, xn--wgv71a119e.example",
    "\u03c0\u03b1\u03c1\u03ac\u03b4\u03b5\u03b9\u03b3\u03bc\u03b1.example,"
        + " xn--hxajbheg2az3al.example",
    "\ud83d\ude00a.example, xn--a-iv3s.example",
  })
  void bothFormsAreOneDomain(String one, String other) {
    assertThat(DomainNames.same(one, other)).isTrue();
    assertThat(DomainNames.same(other, one)).isTrue();
    assertThat(DomainNames.same("x" + one, other)).isFalse();
    assertThat(DomainNames.same(one, other + "x")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "xn--, ''",
    "xn---, xn--x",
    "xn--99999999999, x",
    "xn--bcher-kv\u00fc, b\u00fccher",
    "xn--bcher-kva, bucher",
    "b\u00fccher, b\u00f6cher",
    "xn--0000000000000000000000000000000000000000000000000000000000000000, x",
  })
  void whatIsNoLabelIsItself(String one, String other) {
    assertThat(DomainNames.same(one, other)).isFalse();
    assertThat(DomainNames.same(one, one)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "b@xn--x, true",
    "b@mail.XN--x, true",
    "b@xN--, true",
    "b@b\u00fccher.example, true",
    "b@example.org, false",
    "b@x-n--x, false",
    "b@xm--x, false",
    "b@yn--x, false",
    "b@xn-x, false",
    "b@xnx-, false",
    "xn--x, false", // a local part
    "n--, false",
  })
  void addressMayHaveADomainOfTwoForms(String address, boolean may) {
    assertThat(DomainNames.mayBeInternational(slice(address))).isEqualTo(may);
  }

  @Property(tries = 300)
  void labelsAreThoseOfThePlatform(
      @ForAll
          @StringLength(min = 1, max = 12)
          @CharRange(from = '\u0430', to = '\u044f')
          @CharRange(from = 'a', to = 'z')
          String label) {
    assertThat(DomainNames.same(label + ".example", IDN.toASCII(label) + ".example")).isTrue();
  }

  @Property(tries = 300)
  void takesAnyText(@ForAll String one, @ForAll String other) {
    assertThat(DomainNames.same("xn--" + one, "xn--" + one)).isTrue();
    DomainNames.same("xn--" + one, other);
    DomainNames.mayBeInternational(slice(one));
  }
}
