package io.maillog.header.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.bytes.ByteSlice;
import io.maillog.event.LogTime;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms in which syslog daemons, journals and containers write who logged a line, and when. */
class HeaderParserTest {
  private static final HeaderParser PARSER = new HeaderParser(); // one for all: it has no memory

  private record Read(String line, ParsedHeader h) {
    String part(int from, int to) {
      byte[] bytes = h.bytes(line.getBytes(StandardCharsets.ISO_8859_1));
      return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    String host() {
      return part(h.hostFrom(), h.hostTo());
    }

    String program() {
      return part(h.programFrom(), h.programTo());
    }

    String pid() {
      return part(h.pidFrom(), h.pidTo());
    }

    String message() {
      return part(h.messageFrom(), h.messageTo());
    }

    String time() {
      TimePolicy policy = TimePolicy.inZone(ZoneOffset.UTC);
      policy.anchorYear(2026);
      policy.complete(h);
      return h.timed() ? LogTime.of(h).toString() : "none";
    }
  }

  private static Read read(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
    ParsedHeader h = new ParsedHeader();
    PARSER.parse(bytes, 0, bytes.length, h);
    return new Read(line, h);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          Sep 12 10:15:30 mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30Z # mx1
          Sep  2 10:15:30 mx1 postfix/smtpd[12]: text # 2026-09-02T10:15:30Z # mx1
          Sep 2 10:15:30 mx1 postfix/smtpd[12]: text # 2026-09-02T10:15:30Z # mx1
          Sep 12 10:15:30.123456 mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30.123456Z # mx1
          Sep 12 2025 10:15:30 mx1 postfix/smtpd[12]: text # 2025-09-12T10:15:30Z # mx1
          2025 Sep 12 10:15:30.123 mx1 postfix/smtpd[12]: text # 2025-09-12T10:15:30.123Z # mx1
          <22>Sep 12 10:15:30 mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30Z # mx1
          <22>Sep 12 10:15:30 postfix/smtpd[12]: text # 2026-09-12T10:15:30Z #
          Sep 12 10:15:30 <mail.info> mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30Z # mx1
          Sep 12 10:15:30 mx1 mail.info postfix/smtpd[12]: text # 2026-09-12T10:15:30Z # mx1
          Sep 12 10:15:30 mx1 mail:info postfix/smtpd[12]: text # 2026-09-12T10:15:30Z # mx1
          Sep 12 10:15:30 mx1 postfix/smtpd[12]: [ID 197553 mail.info] text # 2026-09-12T10:15:30Z # mx1
          Sep 12 10:15:30 mx1/mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30Z # mx1/mx1
          Sep 12 10:15:30 mail.example.org postfix/smtpd[12]: text # 2026-09-12T10:15:30Z # mail.example.org
          2026-09-12T10:15:30+02:00 mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30+02:00 # mx1
          2026-09-12T10:15:30.123456-0230 mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30.123456-02:30 # mx1
          2026-09-12T10:15:30Z mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30Z # mx1
          2026-09-12 10:15:30 mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30Z # mx1
          Sat 2026-09-12 10:15:30 CEST mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30Z # mx1
          Thu Sep 12 10:15:30 2024 mail.info postfix/smtpd[12]: text # 2024-09-12T10:15:30Z #
          1789208130.123456 mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30.123456Z # mx1
          <22>1 2026-09-12T10:15:30.5Z mx1 postfix/smtpd 12 - - text # 2026-09-12T10:15:30.5Z # mx1
          <22>1 2026-09-12T10:15:30Z mx1 postfix/smtpd 12 ID47 [a@1 x="]\\"y"][b@1] text # 2026-09-12T10:15:30Z # mx1
          <22>1 - - postfix/smtpd 12 - -  text # none #
          2026-09-12T10:15:31.000000001Z stdout F Sep 12 10:15:30 mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30Z # mx1
          2026-09-12T10:15:31Z Sep 12 10:15:30 mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30Z # mx1
          May 02 22:56:18 box docker[9]: May  2 20:56:17 mx1 postfix/smtpd[12]: text # 2026-05-02T20:56:17Z # mx1
          mail-1  | Sep 12 10:15:30 mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30Z # mx1
          mail_postfix.1.x2y@node-1    | Sep 12 10:15:30 mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30Z # mx1
          (standard input):Sep 12 10:15:30 mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30Z # mx1
          (standard input)-17-Sep 12 10:15:30 mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30Z # mx1
          postfix/smtpd[12]: text # none #
          Jul 2 10:15:30 mx1 postfix/smtpd[12]: text # 2026-07-02T10:15:30Z # mx1
          Sat 2026-09-12 10:15:30 UTC mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30Z # mx1
          Sat 2026-09-12 10:15:30 -03 mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30-03:00 # mx1
          2026-09-12T10:15:30.123456+0200 mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30.123456+02:00 # mx1
          2026-09-12 10:15:30.123 +0200 mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30.123+02:00 # mx1
          2026-09-12 10:15:30 2001:db8::25 postfix/smtpd[12]: text # 2026-09-12T10:15:30Z # 2001:db8::25
          2026-09-12T23:59:60Z mx1 postfix/smtpd[12]: text # 2026-09-13T00:00:00Z # mx1
          Sep 12 10:15:30 postfix/smtpd[12]: text # 2026-09-12T10:15:30Z #
          mail-1 | postfix/smtpd[12]: text # none #
          Dec 31 23:59:59 box dockerd[9]: 2027-01-01T00:00:01Z mx1 postfix/smtpd[12]: text # 2027-01-01T00:00:01Z # mx1
          2026-12-31T23:59:59Z Jan  1 00:00:01 mx1 postfix/smtpd[12]: text # 2027-01-01T00:00:01Z # mx1
          <22>1 2026-09-12T10:15:30Z mx1 postfix/smtpd 12 - [a@1 b="]\\"[\\\\"] \u00ef\u00bb\u00bftext # 2026-09-12T10:15:30Z # mx1
          """)
  void everyFormIsRead(String line, String time, String host) {
    Read r = read(line);
    assertThat(r.h().recognised()).isTrue();
    assertThat(r.time()).isEqualTo(time);
    assertThat(r.host()).isEqualTo(host == null ? "" : host);
    assertThat(r.program()).isEqualTo("postfix/smtpd");
    assertThat(r.pid()).isEqualTo("12");
    assertThat(r.message()).isEqualTo("text");
  }

  /** Forms in which somebody else than the server wrote who and when, or wrapped the line. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          2026-09-12T10:15:30.100+02:00 INFO    postfix/smtpd[12]: text # 2026-09-12T10:15:30.100+02:00 #
          2026-09-12T10:15:30Z WARNING postfix/smtpd[12]: text # 2026-09-12T10:15:30Z #
          Sep 12 10:15:30 [info] postfix/smtpd[12]: text # 2026-09-12T10:15:30Z #
          Sep 12 10:15:30 <err> mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30Z # mx1
          Sep 12 10:15:30 mx1 notice postfix/smtpd[12]: text # 2026-09-12T10:15:30Z # mx1
          Sep 12 10:15:30 mx1 [mail.info] postfix/smtpd[12]: text # 2026-09-12T10:15:30Z # mx1
          2026-09-12 10:15:30 postfix/smtpd[12]: text # 2026-09-12T10:15:30Z #
          2026-09-12T10:15:30 postfix/smtpd[12]: text # 2026-09-12T10:15:30Z #
          2026-09-12 10:15:30,123 mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30.123Z # mx1
          2026-09-12 10:15:30.123456 mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30.123456Z # mx1
          Sep 12 10:15:30 (none) postfix/smtpd[12]: text # 2026-09-12T10:15:30Z #
          Sep 12 10:15:30 - postfix/smtpd[12]: text # 2026-09-12T10:15:30Z #
          Sep 12 10:15:30 src@mx1/mx2 postfix/smtpd[12]: text # 2026-09-12T10:15:30Z # src@mx1/mx2
          Sep 12 10:15:30 fe80::1%eth0 postfix/smtpd[12]: text # 2026-09-12T10:15:30Z # fe80::1%eth0
          Sep 12 10:15:30 mx1 [postfix/smtpd:12] text # 2026-09-12T10:15:30Z # mx1
          Sep 12 10:15:30 [postfix/smtpd:12]: text # 2026-09-12T10:15:30Z #
          /var/log/mail.info:Sep 12 10:15:30 mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30Z # mx1
          mail.log.1:2026-09-12T10:15:30+02:00 mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30+02:00 # mx1
          ./a-b/mail.log:173:Sep 12 10:15:30 mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30Z # mx1
          mail.log-20260912-174-Sep 12 10:15:30 mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30Z # mx1
          C:\\log\\mail.log:<22>Sep 12 10:15:30 mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30Z # mx1
          mail.log:173:postfix/smtpd[12]: text # none #
          173:2026-09-12 10:15:30 mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30Z # mx1
          Sep 12 10:15:31 192.0.2.9 Sep 12 10:15:30 mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30Z # mx1
          Sep 12 10:15:31 gw 2025-09-12T10:15:30Z mx1 postfix/smtpd[12]: text # 2025-09-12T10:15:30Z # mx1
          Sep 12 10:15:31 gw <22>Sep 12 10:15:30 mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30Z # mx1
          Sep 12 10:15:31 gw <22>Sep 12 10:15:30 postfix/smtpd[12]: text # 2026-09-12T10:15:30Z # gw
          Sep 12 10:15:31 box docker/mail[9]: Sep 12 10:15:30 mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30Z # mx1
          Sep 12 10:15:31 box 5790672ab6a0[9]: Sep 12 10:15:30 mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30Z # mx1
          docker_mail-2.a_1 | Sep 12 10:15:30 mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30Z # mx1
          mail-1  | 2026-09-12T10:15:31.123456789Z Sep 12 10:15:30 mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30Z # mx1
          mail-1  | 2026-09-12T10:15:31.5Z postfix/smtpd[12]: text # 2026-09-12T10:15:31.5Z #
          [pod/mail-0/postfix] Sep 12 10:15:30 mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30Z # mx1
          [pod/mail-0/postfix] 2026-09-12T10:15:31Z postfix/smtpd[12]: text # 2026-09-12T10:15:31Z #
          mail-6d4cf56db6-x2x postfix Sep 12 10:15:30 mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30Z # mx1
          mail-0 postfix postfix/smtpd[12]: text # none #
          [mail-0 postfix] Sep 12 10:15:30 mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30Z # mx1
          [mail-0] postfix/smtpd[12]: text # none #
          default mail-0 postfix Sep 12 10:15:30 mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30Z # mx1
          [ 1234.567890] mx1 postfix/smtpd[12]: text # none # mx1
          [1234.567890 <    0.000123 >] mx1 postfix/smtpd[12]: text # none # mx1
          2026-09-12 10:15:30 mail.info mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30Z # mx1
          2026-09-12 10:15:30 mx1 mail.info postfix/smtpd[12]: text # 2026-09-12T10:15:30Z # mx1
          2026-09-12 10:15:30 INFO postfix/smtpd[12]: text # 2026-09-12T10:15:30Z #
          Sep 12 10:15:31 gw <22>1 2026-09-12T10:15:30Z mx1 postfix/smtpd 12 - - text # 2026-09-12T10:15:30Z # mx1
          2026-04-12T10:15:31Z Apr 12 10:15:30 mx1 postfix/smtpd[12]: text # 2026-04-12T10:15:30Z # mx1
          2026-04-12T10:15:31Z 2026-04-12T00:00:00Z mx1 postfix/smtpd[12]: text # 2026-04-12T00:00:00Z # mx1
          2026-04-12T10:15:31Z Apr 12 00:00:00 mx1 postfix/smtpd[12]: text # 2026-04-12T00:00:00Z # mx1
          [1.23] mx1 postfix/smtpd[12]: text # none # mx1
          2025-09-12T10:15:31Z Mar  2 10:15:30 mx1 postfix/smtpd[12]: text # 2025-03-02T10:15:30Z # mx1
          2025-09-12T10:15:31Z Feb  2 10:15:30 mx1 postfix/smtpd[12]: text # 2026-02-02T10:15:30Z # mx1
          2025-03-12T10:15:31Z Sep  2 10:15:30 mx1 postfix/smtpd[12]: text # 2025-09-02T10:15:30Z # mx1
          2025-03-12T10:15:31Z Oct  2 10:15:30 mx1 postfix/smtpd[12]: text # 2024-10-02T10:15:30Z # mx1
          2026-09-12T10:15:31.5+02:00 stderr P postfix/smtpd[12]: text # 2026-09-12T10:15:31.5+02:00 #
          {"log":"Sep 12 10:15:30 mx1 postfix/smtpd[12]: text\\n","stream":"stdout","time":"2026-09-12T10:15:31.5Z"} # 2026-09-12T10:15:30Z # mx1
          {"time":"2026-09-12T10:15:31.5Z","attrs":{"a":[1,"}"]},"log":"postfix/smtpd[12]: text\\r\\n"} # 2026-09-12T10:15:31.5Z #
          {"log":"\\u003c22\\u003eSep 12 10:15:30 mx1 postfix\\/smtpd[12]: t\\u0065xt"} # 2026-09-12T10:15:30Z # mx1
          x-json.log:{"log":"Sep 12 10:15:30 mx1 postfix/smtpd[12]: text\\n"} # 2026-09-12T10:15:30Z # mx1
          {"__REALTIME_TIMESTAMP":"1789208130123456","_HOSTNAME":"mx1","SYSLOG_IDENTIFIER":"postfix/smtpd","_PID":"12","MESSAGE":"text"} # 2026-09-12T10:15:30.123456Z # mx1
          data: {"MESSAGE" : "text" , "_PID" : 12 , "_COMM" : "postfix/smtpd" , "__REALTIME_TIMESTAMP" : 1789208130123456 } # 2026-09-12T10:15:30.123456Z #
          \u001e{"_HOSTNAME":"mx1","SYSLOG_IDENTIFIER":"postfix/smtpd","SYSLOG_PID":"12","MESSAGE":[116,101,120,116]} # none # mx1
          {"MESSAGE":"text","MESSAGE":"other","_HOSTNAME":"mx1","_COMM":"other","SYSLOG_IDENTIFIER":"postfix/smtpd","_PID":"12"} # none # mx1
          {"CONTAINER_NAME":"mail","_HOSTNAME":"box","MESSAGE":"Sep 12 10:15:30 mx1 postfix/smtpd[12]: text","SYSLOG_IDENTIFIER":"mail"} # 2026-09-12T10:15:30Z # mx1
          {"_HOSTNAME":"box","MESSAGE":"Sep 12 10:15:30 mx1 postfix/smtpd[12]: text","SYSLOG_IDENTIFIER":"dockerd"} # 2026-09-12T10:15:30Z # mx1
          {"log":"Sep 12 10:15:30 mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30Z # mx1
          """)
  void everyWrappingIsTakenOff(String line, String time, String host) {
    everyFormIsRead(line, time, host);
    everyFormIsRead("\0".repeat(300) + "\u00ef\u00bb\u00bf" + line, time, host);
  }

  /** What glibc's locales abbreviate the months to, as journalctl writes them. */
  @ParameterizedTest
  @CsvSource({
    "'Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez'",
    "'Jän Feb März Apr Mai Juni Juli Aug Sept. Okt Nov Dez'",
    "'janv. févr. mars avril mai juin juil. août sept. oct. nov. déc.'",
    "'gen feb mar apr mag giu lug ago set ott nov dic'",
    "'ene feb mar abr may jun jul ago sep oct nov dic'",
    "'jan feb mrt apr mei jun jul aug sep okt nov dec'",
    "'jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez.'",
    "'Jan Fev Mar Abr Mai Jun Jul Ago Set Out Nov Dez'",
    "'sty lut mar kwi maj cze lip sie wrz paź lis gru'",
    "'led úno bře dub kvě čen čec srp zář říj lis pro'",
    "'jan febr márc ápr máj jún júl aug szept okt nov dec'",
    "'jan. feb. mars april mai juni juli aug. sep. okt. nov. des.'",
    "'Oca Şub Mar Nis May Haz Tem Ağu Eyl Eki Kas Ara'",
    "'tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu'",
    "'ian feb mar apr mai iun iul aug sep oct nov dec'",
    "'янв фев мар апр мая июн июл авг сен окт ноя дек'",
  })
  void monthsOfOtherLanguages(String names) {
    String[] months = names.split(" ", -1);
    for (int i = 0; i < 12; i++) {
      for (String day : new String[] {"03", " 3", "3"}) {
        String text = months[i] + " " + day + " 10:15:30 mx1 postfix/smtpd[12]: text";
        String utf8 =
            new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        String time = "2026-%02d-03T10:15:30Z".formatted(i + 1);
        everyFormIsRead(utf8, time, "mx1");
        String old = text.replace('ź', '\u00bc'); // Latin 1, Latin 2
        if (StandardCharsets.ISO_8859_1.newEncoder().canEncode(old)) {
          everyFormIsRead(old, time, "mx1");
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " | Sep 12 10:15:30 mx1 postfix/smtpd[12]: text",
        "\t | Sep 12 10:15:30 mx1 postfix/smtpd[12]: text",
        " mail-1 | Sep 12 10:15:30 mx1 postfix/smtpd[12]: text",
        "-mail | Sep 12 10:15:30 mx1 postfix/smtpd[12]: text",
        "a:b | Sep 12 10:15:30 mx1 postfix/smtpd[12]: text",
        "mail-1 |Sep 12 10:15:30 mx1 postfix/smtpd[12]: text",
        " [pod/a/b] Sep 12 10:15:30 mx1 postfix/smtpd[12]: text",
        "[pod/a b] Sep 12 10:15:30 mx1 postfix/smtpd[12]: text",
        "[pod/a/b]Sep 12 10:15:30 mx1 postfix/smtpd[12]: text",
        "[mail-0 postfix x] Sep 12 10:15:30 mx1 postfix/smtpd[12]: text",
        "[mail-0 postfix] text",
        "[Mail] Sep 12 10:15:30 mx1 postfix/smtpd[12]: text",
        "a b c d Sep 12 10:15:30 mx1 postfix/smtpd[12]: text",
        "[ 1234.567890]mx1 postfix/smtpd[12]: text",
        "[ 1234.567890 mx1 postfix/smtpd[12]: text",
        "[1] mx1 postfix/smtpd[12]: text",
        "[a/b] Sep 12 10:15:30 mx1 postfix/smtpd[12]: text",
        " a b Sep 12 10:15:30 mx1 postfix/smtpd[12]: text",
        "F From Sep 12 10:15:30 mx1 postfix/smtpd[12]: text",
        "a_b c Sep 12 10:15:30 mx1 postfix/smtpd[12]: text",
        " /var/log/mail.log:Sep 12 10:15:30 mx1 postfix/smtpd[12]: text",
        "S Subject:Sep 12 10:15:30 mx1 postfix/smtpd[12]: text",
        ":Sep 12 10:15:30 mx1 postfix/smtpd[12]: text",
        "T To:[1]: 2026-09-12 10:15:30 text",
        "T To:x[1]: 2026-09-12 10:15:30 text",
        "* X[1]: 2026-09-12 10:15:30 text",
        "T: X[1]: 2026-09-12 10:15:30 text",
        " X[1]: 2026-09-12 10:15:30 text",
        " 2026-09-12T10:15:30Z stdout F postfix/smtpd[12]: text",
        "mag. 12 10:15 mx1 postfix/smtpd[12]: text",
        "made 12 10:15:30 mx1 postfix/smtpd[12]: text",
        "mail-1 | mail-2 | postfix/smtpd[12]: text",
        "mail\0log:Sep 12 10:15:30 mx1 postfix/smtpd[12]: text",
        "[1.2] mx1 postfix/smtpd[12]: text",
        "mail-A b Sep 12 10:15:30 mx1 postfix/smtpd[12]: text",
        "mail-Z b Sep 12 10:15:30 mx1 postfix/smtpd[12]: text",
        " {\"log\":\"postfix/smtpd[12]: text\"}",
        "{\"log\":[1],\"MESSAGE\":\"postfix/smtpd[12]: text\"}",
        "{\"a\":{\"log\":\"postfix/smtpd[12]: text\"}}",
        "{\"log\" \"postfix/smtpd[12]: text\"}",
        "{log:\"postfix/smtpd[12]: text\"}",
        "{\"log\":\" postfix/smtpd[12]: text\"}",
        "{\"log\":",
        "{\"log",
        "{\"",
        "{",
      })
  void nothingBeginsALineThatHasNoKnownForm(String line) {
    Read r = read(line);
    assertThat(r.h().recognised()).isFalse();
    assertThat(r.host()).isEmpty();
    assertThat(r.program()).isEmpty();
  }

  /**
   * A level in capitals, and text: what has it so names neither host nor program before a blank.
   */
  @ParameterizedTest
  @CsvSource({
    "2026-09-12 10:15:30 INFO success: exim entered RUNNING state, 6",
    "2026-09-12 10:15:30.457  WARN 1 --- [main] text, 4",
    "2026-09-12 10:15:30 [ERROR] text, 3",
    "'2026-09-12 10:15:30,457 CRIT Supervisor is running as root.', 2",
    "'2026-09-12 10:15:30,457 DEBG x1 stdout output', 7",
    "'2026-09-12 10:15:30,457 ERRO pool text', 3",
  })
  void logOfASupervisor(String line, int severity) {
    Read r = read(line);
    assertThat(r.h().recognised()).isTrue();
    assertThat(r.h().selfStamped()).isFalse();
    assertThat(r.h().severityCode()).isEqualTo(severity);
    assertThat(r.host()).isEmpty();
  }

  /** Logs that begin as one that its server stamps for itself, and are of others. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          2026-09-12 10:15:30 imap-login: Info: text # imap-login # 6
          2026-09-12 10:15:30 imap(bob@example.org)<17><aBc+/=>: Debug: text # imap # 7
          2026-09-12 10:15:30 auth-worker(17): Error: text # auth-worker # 3
          2026-09-12 10:15:30 lmtp: Warning: text # lmtp # 4
          2026-09-12 10:15:30 pop3-login: Info: text # pop3-login # 6
          2026-09-12 10:15:30 pop3(bob,192.0.2.7)<17><a>: Info: text # pop3 # 6
          2026-09-12 10:15:30 lmtp(17, bob@example.org): Error: text # lmtp # 3
          2026-09-12 10:15:30 imap(Bob Example)<17><a:b>: Panic: text # imap # 0
          Sep 12 10:15:30 anvil: Error: text # anvil # 3
          2026-09-12T10:15:30Z lmtp(bob)<17><a>: Info: text # lmtp # 6
          2026-09-12 10:15:30 master: Fatal: text # master # 2
          2026-09-12 10:15:30.123 Df smtpd[12:45f6] text # smtpd # -1
          """)
  void logOfAnotherServer(String line, String program, int severity) {
    Read r = read(line);
    assertThat(r.h().selfStamped()).isFalse();
    assertThat(r.h().tagged()).isFalse(); // no mail server is asked
    assertThat(r.program()).isEqualTo(program);
    assertThat(r.h().severityCode()).isEqualTo(severity);
    assertThat(r.message()).isEqualTo("text");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-09-12 10:15:30,457 INFO success: postfix entered RUNNING state",
        "2026-09-12 10:15:30.123456+0200 0x1f3b     Default     0x0       98     0    smtpd: text",
        "2026-09-12 10:15:30.12 no host name found",
        "2026-09-12 10:15:30 +02:00 no host name found",
        "2026-09-12 10:15:30Z no host name found",
        "2026-09-12T10:15:30 no host name found",
      })
  void stampOfAnotherForm(String line) {
    Read r = read(line);
    assertThat(r.h().recognised()).isTrue();
    assertThat(r.h().selfStamped()).isFalse();
    assertThat(r.host()).doesNotContain("0x").doesNotContain("INFO");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Warning: purging the environment.",
        "H=(x) [192.0.2.10] Warning: 1.2: Info: odd HELO",
        "SMTP: Info: text",
        "a b: Info: text",
        "a: Info text",
        "a: Note: text",
        "[greylist] text",
        "[1:2] text",
        "mx1 error postfix/smtpd: x",
        "H=(x) info postfix/smtpd[1]: x",
      })
  void textOfASelfStampedLogIsNotAnothers(String text) {
    strangersTextOfASelfStampedLogIsNoHeader(text);
  }

  @Test
  void bracketsNameTheProgram() {
    for (String line :
        new String[] {
          "Sep 12 10:15:30 [1:mail1:postfix/lmtp] text",
          "Sep 12 10:15:30 mx1 [1:mail1:postfix/lmtp]: text",
          "2026-09-12 10:15:30 [1:mail1:postfix/lmtp] text",
          "2026-09-12T10:15:30Z [postfix/lmtp] text"
        }) {
      Read r = read(line);
      assertThat(r.program()).as(line).isEqualTo("postfix/lmtp");
      assertThat(r.pid()).isEmpty();
      assertThat(r.message()).isEqualTo("text");
    }
    for (String none : new String[] {"[12] text", "[a b] text", "[a]text", "[a: text", "[]"}) {
      assertThat(read("Sep 12 10:15:30 mx1 " + none).program()).as(none).isEmpty();
    }
  }

  @Test
  void levelIsNoHost() {
    String[] levels = {
      "emerg", "ALERT", "crit", "Critical", "err", "ERROR", "warn", "notice", "debug"
    };
    int[] codes = {0, 1, 2, 2, 3, 3, 4, 5, 7};
    for (int i = 0; i < levels.length; i++) {
      Read r = read("Sep 12 10:15:30 " + levels[i] + "   postfix/smtpd[12]: text");
      assertThat(r.host()).isEmpty();
      assertThat(r.program()).isEqualTo("postfix/smtpd");
      assertThat(r.h().severityCode()).isEqualTo(codes[i]);
    }
    // Behind the host it is text, unless a tag follows.
    Read text = read("<22>Sep 12 10:15:30 mx1 error while x: y");
    assertThat(text.message()).isEqualTo("error while x: y");
    assertThat(text.h().severityCode()).isEqualTo(6);
  }

  @ParameterizedTest
  @CsvSource({
    "'<22>Sep 12 10:15:30 mx1 a: x', 6",
    "'<20>Sep 12 10:15:30 mx1 a: x', 4",
    "'Sep 12 10:15:30 <mail.warn> mx1 a: x', 4",
    "'Sep 12 10:15:30 <2.3> mx1 a: x', 3",
    "'Sep 12 10:15:30 mx1 a[1]: [ID 1 mail.error] x', 3",
    "'<22>1 - mx1 a - - - x', 6",
    "'<192>Sep 12 10:15:30 mx1 a: x', -1",
    "'<22>Sep 12 10:15:31 gw <16>Sep 12 10:15:30 mx1 a[1]: x', 0",
    "'<22>Sep 12 10:15:31 gw Sep 12 10:15:30 mx1 a[1]: x', 6",
    "'Sep 12 10:15:30 mx1 a: <22> x', -1",
  })
  void severityIsThatOfTheHeader(String line, int code) {
    assertThat(read(line).h().severityCode()).isEqualTo(code);
  }

  @Test
  void repetitionsAreCounted() {
    Read folded = read("Sep 12 10:15:30 mx1 a[1]: message repeated 4 times: [ text [x] ]");
    assertThat(folded.h().repeat()).isEqualTo(4);
    assertThat(folded.message()).isEqualTo("text [x]");
    Read bsd = read("Sep 12 10:15:30 mx1 last message repeated 3 times");
    assertThat(bsd.h().continued()).isTrue();
    assertThat(bsd.h().repeat()).isEqualTo(3);
    assertThat(read("Sep 12 10:15:30 mx1 a[1]: message repeated x times: [ y ]").h().repeat())
        .isEqualTo(1);
  }

  /** As other daemons of syslog say it: sysklogd, FreeBSD's, macOS's and syslog-ng. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          Sep 12 10:15:30 last message repeated 3 times # 3
          Sep 12 10:15:30 mx1 last message repeated 1 time # 1
          Sep 12 10:15:30 mx1 syslogd: last message repeated 2 times # 2
          <22>1 2026-09-12T10:15:30Z mx1 syslogd - - - last message repeated 2 times # 2
          Sep 12 10:15:30 --- last message repeated 1 time --- # 1
          Sep 12 10:15:30 mx1 --- last message repeated 4 times --- # 4
          Sep 12 10:15:30 mx1 a[1]: Last message 'connect from mx.exam' repeated 5 times, suppressed by syslog-ng on mx1 # 5
          Sep 12 10:15:30 mx1 a[1]: Last message '' repeated 12 times, suppressed by syslog-ng on mx1 # 12
          """)
  void repetitionsOfTheLineBefore(String line, int times) {
    Read r = read(line);
    assertThat(r.h().continued()).isTrue();
    assertThat(r.h().repeat()).isEqualTo(times);
    assertThat(r.host()).isIn("mx1", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sep 12 10:15:30 mx1 a[1]: last message repeated 3 times",
        "Sep 12 10:15:30 mx1 a: last message repeated 3 times",
        "Sep 12 10:15:30 mx1 last message repeated 3 timer",
        "Sep 12 10:15:30 mx1 --- last message repeated 3 times",
        "Sep 12 10:15:30 mx1 a[1]: Last message 'x' repeated  times, suppressed by syslog-ng on b",
        "Sep 12 10:15:30 mx1 a[1]: Last message 'x' repeated 2 times, suppressed by syslog-ng on ",
        "Sep 12 10:15:30 mx1 a[1]: Last message 'repeated 2 times, suppressed by syslog-ng on b",
        "Sep 12 10:15:30 mx1 a[1]: last message 'x' repeated 2 times, suppressed by syslog-ng on b"
      })
  void whatIsNoRepetitionIsText(String line) {
    assertThat(read(line).h().continued()).isFalse();
    assertThat(read(line).h().repeat()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "'Sep 12 10:15:30 mx1 a[1]: x', false",
    "'Sep 12 10:15:30 mx1 a[1]:  x', true",
    "'Sep 12 10:15:30 mx1 a:  x', true",
    "'<22>1 2026-09-12T10:15:30Z mx1 a 1 - - x', false",
    "'<22>1 2026-09-12T10:15:30Z mx1 a 1 - -  x', true",
  })
  void messageBehindMoreThanOneBlankIsIndented(String line, boolean indented) {
    assertThat(read(line).h().indented()).isEqualTo(indented);
    assertThat(read(line).message()).isEqualTo("x");
  }

  @Test
  void programThatStampsItsOwnLog() {
    Read r = read("2026-09-12 10:15:30.123 +0200 [8001] 1vNMFN-0002BN-1x Completed");
    assertThat(r.h().tagged()).isFalse();
    assertThat(r.time()).isEqualTo("2026-09-12T10:15:30.123+02:00");
    assertThat(r.pid()).isEqualTo("8001");
    assertThat(r.message()).isEqualTo("1vNMFN-0002BN-1x Completed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "H=client.example.net (postfix/smtpd[12]: x) [192.0.2.7] rejected EHLO",
        "1vNMFN-0002BN-1x <= a@example.org H=(b[1]: c) [192.0.2.7]",
        "H=(mx1 postfix/smtpd[12]: x)",
        "no IP address found for host mx1",
        "-- a line",
      })
  void strangersTextOfASelfStampedLogIsNoHeader(String text) {
    Read r = read("2026-09-12 10:15:30 " + text);
    assertThat(r.h().selfStamped()).isTrue();
    assertThat(r.host()).isEmpty();
    assertThat(r.program()).isEmpty();
    assertThat(r.message()).isEqualTo(text);
  }

  @Test
  void nameOfTheDaemonMayBeCutAtItsSlash() {
    Read r = read("<22>1 2026-11-24T03:23:14.720675+00:00 mx1 postfix 5095 - -  text");
    assertThat(r.program()).isEqualTo("postfix");
    assertThat(r.pid()).isEqualTo("5095");
    assertThat(r.message()).isEqualTo("text");
  }

  @Test
  void tagWithoutAPid() {
    Read r = read("Sep 12 10:15:30 mx1 sendmail: text: more");
    assertThat(r.program()).isEqualTo("sendmail");
    assertThat(r.pid()).isEmpty();
    assertThat(r.message()).isEqualTo("text: more");
  }

  @Test
  void headerThatBreaksOffNamesNobody() {
    Read r = read("<22>1 2026-09-12T10:15:30Z mx1 a 1 - [x");
    assertThat(r.host()).isEmpty();
    assertThat(r.program()).isEmpty();
    assertThat(r.pid()).isEmpty();
    assertThat(r.h().stamped()).isFalse();
  }

  @Test
  void bracketsThatAreNotSolarisAreText() {
    Read r = read("<20>Sep 12 10:15:30 mx1 a[1]: [ID 7 of] x");
    assertThat(r.message()).isEqualTo("[ID 7 of] x");
    assertThat(r.h().severityCode()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-09-12T10:15:30+18:01 mx1 a: x",
        "2026-09-12T10:15:30+99:00 mx1 a: x",
        "2026-09-12T10:15:30+02:60 mx1 a: x"
      })
  void offsetThatNoClockHasIsNone(String line) {
    Read r = read(line);
    assertThat(r.h().hasOffset()).isFalse();
    assertThat(r.h().recognised()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x]", "[12]", "12]", "mx1 a[12]", "mx1 a[12", "mx1 a[", "a[12]:", "["})
  void lineMayEndInItsTag(String rest) {
    Read r = read("Sep 12 10:15:30 " + rest);
    assertThat(r.h().recognised()).isTrue();
    assertThat(r.h().messageTo()).isEqualTo(r.line().length());
  }

  @Test
  void rubbishAroundALineIsLeftOut() {
    Read r = read("\0\0\0Sep 12 10:15:30 mx1 a[1]: text \r");
    assertThat(r.host()).isEqualTo("mx1");
    assertThat(r.message()).isEqualTo("text");
  }

  @Test
  void programsStampDatesALineWithoutAnother() {
    Read r = read("mx1 exim[8001]: 2026-09-12 10:15:30 no host name found");
    assertThat(r.time()).isEqualTo("2026-09-12T10:15:30Z");
    assertThat(r.host()).isEqualTo("mx1");
    assertThat(r.program()).isEqualTo("exim");
    assertThat(r.pid()).isEqualTo("8001");
    assertThat(r.message()).isEqualTo("2026-09-12 10:15:30 no host name found");
    for (String none :
        new String[] {"mx1 exim[8001]: text", "mx1 exim[8001]: 2026-13-12 10:15:30 x"}) {
      assertThat(read(none).h().recognised()).as(none).isFalse();
      assertThat(read(none).message()).isEqualTo(none);
    }
  }

  @Test
  void jsonIsDecodedAndGivenAsItCame() {
    String line =
        "{\"log\":\"a[1]: \\b\\f\\t\\u00e4\\u20ac\\ud83d\\ude00\\ud83dx\\u00\\\"\\q\\\\\"}";
    Read r = read(line);
    byte[] message = r.message().getBytes(StandardCharsets.ISO_8859_1);
    assertThat(new String(message, StandardCharsets.UTF_8))
        .isEqualTo("\b\f\t\u00e4\u20ac\ud83d\ude00\ufffdx00\"q\\");
    assertThat(String.valueOf(r.h().raw(new ByteSlice()))).isEqualTo(line);
    assertThat(r.h().isCut()).isTrue(); // docker writes the line's end, unless it cut the line
    assertThat(r.h().isSurelyCut()).isFalse(); // which it does at 16 KiB
    assertThat(read("{\"log\":\"" + "x".repeat(16_383) + "\"}").h().isSurelyCut()).isFalse();
    assertThat(read("{\"log\":\"" + " ".repeat(16_384) + "\"}").h().isSurelyCut()).isTrue();
    assertThat(read(line.replace("\"}", "\\n\"}")).h().isCut()).isFalse();
    assertThat(read("a[1]: x").h().raw(new ByteSlice())).isNull();
    // A field that an entry of the journal has several times, or whose value is no text.
    String entry = "{\"_HOSTNAME\":\"a\",\"MESSAGE\":[%s]}";
    assertThat(read(entry.formatted(" \"12 [x]\", \"34\"")).message()).isEqualTo("12 [x]");
    assertThat(read(entry.formatted("49, 50,32,51")).message()).isEqualTo("12 3");
    assertThat(
            read("{\"PRIORITY\":\"4\",\"MESSAGE\":\"x\",\"_HOSTNAME\":\"a\"}").h().severityCode())
        .isEqualTo(4);
    assertThat(read("{\"PRIORITY\":3,\"MESSAGE\":\"x\",\"_HOSTNAME\":\"a\"}").h().severityCode())
        .isEqualTo(3);
  }

  @Test
  void jsonIsReadWhereverItIsCut() {
    String line =
        "{\"log\":\"Sep 12 10:15:30 mx1 a[1]: \\u00e4\\n"
            + "\",\"stream\":\"stdout\",\"x\":[{\"y\":\"z\"}],\"time\":\"2026-09-12T10:15:31Z\"}";
    ParsedHeader reused = new ParsedHeader();
    for (int to = 0; to <= line.length(); to++) {
      byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
      PARSER.parse(bytes, 0, to, reused);
      Read alone = read(line.substring(0, to));
      byte[] text = reused.bytes(bytes);
      assertThat(reused.messageTo()).isBetween(reused.messageFrom(), text.length);
      assertThat(reused.messageFrom()).isEqualTo(alone.h().messageFrom());
      assertThat(reused.messageTo()).isEqualTo(alone.h().messageTo());
      assertThat(reused.recognised()).isEqualTo(alone.h().recognised());
    }
  }

  @Test
  void yearOfTheProgramsOwnStamp() {
    String[][] years = {
      {"Sep 12 10:15:30", "2025-09-12 10:15:30 x", "2025"},
      {"Sep 12 10:15:30", "2025-09-12 08:15:30.123 +0200 x", "2025"},
      {"Jan  1 00:15:30", "2025-12-31 22:15:30 x", "2026"},
      {"Dec 31 23:15:30", "2026-01-01 00:15:30 x", "2025"},
      {"Sep 12 10:15:30", "2025-09-14 10:15:30 x", "2025"},
      {"Sep 12 10:15:30", "2025-09-10 10:15:30 x", "2025"},
      {"Sep 12 10:15:30", "2025-09-14 10:15:31 x", "none"},
      {"Sep 12 10:15:30", "2025-09-10 10:15:29 x", "none"},
      {"Sep 12 10:15:30", "2025-09-15 10:15:30 x", "none"}, // not of this line
      {"Sep 12 10:15:30", "2025-09-12T10:15:30 x", "none"},
      {"Sep 12 10:15:30", "text 2025-09-12 10:15:30 x", "none"},
      {"Feb 29 10:15:30", "2025-02-28 10:15:30 x", "none"}
    };
    for (String[] row : years) {
      Read r = read(row[0] + " mx1 exim[1]: " + row[1]);
      byte[] bytes = r.line().getBytes(StandardCharsets.ISO_8859_1);
      PARSER.takeOwnYear(bytes, r.h());
      assertThat(r.h().hasYear() ? Integer.toString(r.h().year) : "none")
          .as(r.line())
          .isEqualTo(row[2]);
    }
    Read stated = read("2024-09-12T10:15:30Z mx1 exim[1]: 2025-09-12 10:15:30 x");
    PARSER.takeOwnYear(stated.line().getBytes(StandardCharsets.ISO_8859_1), stated.h());
    assertThat(stated.h().year).isEqualTo(2024);
  }

  @Test
  void aWrappedLineWrapsNoOther() {
    Read r =
        read(
            "2025-09-12T10:15:31Z stdout F <22>1 - h docker - - - Sep 12 10:15:30 mx2"
                + " postfix/qmgr[2]: x");
    assertThat(r.time()).isEqualTo("2025-09-12T10:15:31Z");
    assertThat(r.host()).isEqualTo("h");
    assertThat(r.program()).isEqualTo("docker");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sep 12 10:15:30 mx1 web[1]: Sep 12 10:15:31 mx2 postfix/qmgr[2]: 4F1AB18C3E9: removed",
        "Sep 12 10:15:30 mx1 docker-registry[1]: Sep 12 10:15:31 mx2 postfix/qmgr[2]: x",
        "Sep 12 10:15:30 mx1 dockers[1]: Sep 12 10:15:31 mx2 postfix/qmgr[2]: x",
        "Sep 12 10:15:30 mx1 web[1]: <22>Sep 12 10:15:31 mx2 postfix/qmgr[2]: x",
        "Sep 12 10:15:30 mx1 web[1]: stdout F Sep 12 10:15:31 mx2 postfix/qmgr[2]: x",
      })
  void headerInsideAMessageIsPartOfIt(String line) {
    Read r = read(line);
    assertThat(r.host()).isEqualTo("mx1");
    assertThat(r.program()).isIn("web", "docker-registry", "dockers");
    assertThat(line).endsWith(r.message());
    assertThat(r.message()).contains("postfix/qmgr");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "text",
        "Sep 12",
        "Sepp 12 10:15:30 mx1 a: x",
        "Sep 32 10:15:30 mx1 a: x",
        "Sep 31 10:15:30 mx1 a: x",
        "Feb 30 10:15:30 mx1 a: x",
        "2026-02-30T10:15:30Z mx1 a: x",
        "2026 Sep 31 10:15:30 mx1 a: x",
        "Sep 12 24:15:30 mx1 a: x",
        "Sep 12 10:60:30 mx1 a: x",
        "2026-13-12T10:15:30Z mx1 a: x",
        "<22>",
        "<22>1",
        "<22>1 x",
        "<22>1 2026-09-12T10:15:30Z mx1 a 1 - [x",
        "2026-09-12",
        "a: x"
      })
  void whatHasNoHeaderIsNotRecognised(String line) {
    assertThat(read(line).h().recognised()).isFalse();
  }

  @Test
  void lineWithoutATagHasNoProgram() {
    Read r = read("Sep 12 10:15:30 mx1 -- MARK --");
    assertThat(r.h().recognised()).isTrue();
    assertThat(r.h().tagged()).isFalse();
    assertThat(r.message()).isEqualTo("-- MARK --");
  }
}
