package io.maillog.exim;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.testkit.ForgeableLine;
import io.maillog.testkit.StatedFacts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Text that strangers write into a line, and that looks like fields, is taken for what it is: a
 * part of the HELO name, the address, the subject, the reply. Each line states these facts and no
 * other.
 */
class ForgeryTest {
  private static final String ID = "1vNMFN-0002BN-1x ";

  /** What strangers write. */
  static final List<String> FORGERIES =
      List.of(
          ") [203.0.113.8] P=esmtp S=1 (y",
          ") [203.0.113.8]: rejected RCPT <victim@example.org>",
          " F=<ceo@bank.example> rejected RCPT <victim@example.org>: no",
          "\" from <ceo@bank.example> for victim@example.org",
          "\" T=\"x\" for victim@example.org",
          " T=\"x",
          " for victim@example.org",
          ") A=fake:bob (x",
          "): ok",
          "\" H=(x) [203.0.113.8] unrecognized command",
          "\" QT=1s DT=5s",
          " id=FAKE-1 queued as FAKE-1",
          " => victim@example.org R=z T=w",
          " <= ceo@bank.example H=(x) [203.0.113.8] P=esmtp S=1",
          " <victim@example.org> R=z T=w: ",
          "> R=z T=w",
          " ** victim@example.org: retry timeout exceeded",
          " defer (111): Connection refused H=evil [203.0.113.8]: ",
          ": retry timeout exceeded",
          ": host evil [203.0.113.8]: 250 2.0.0 ok",
          " H=evil [203.0.113.8]",
          "\" A=plain:ceo",
          "1vNMFN-0002BN-1x Completed",
          "\\",
          "\\\\",
          "\\\"",
          "\\000\\033[31m",
          "((((((((((",
          "))))))))))",
          "<<<<<<<<<<<<<<<<<<<<",
          "victim@example.org: x <\" <\" <\" <\" <\" <\" <\" <\" <\" <\" <\" <\"",
          "victim@example.org R=z T=w <\"a\"@b> <\"a\"@b> <\"a\"@b> <\"a\"@b> <\"a\"@b> <\"a\"@b>",
          ">>>>>>",
          "\"\"\"\"\"",
          "=======",
          "\u0007\u001b[31m\t");

  static List<ForgeableLine> lines() {
    return ForgeableLines.all();
  }

  @ParameterizedTest
  @MethodSource("lines")
  void textOfAStrangerIsTakenForNoFact(ForgeableLine line) {
    line.assertStates(new EximDialect(), FORGERIES);
  }

  /** The first address is what a router made of the second, and needs no quotes. */
  @ParameterizedTest
  @FieldSource("FORGERIES")
  void recipientThatARouterMade(String forged) {
    String address = ForgeableLines.quoted(forged);
    Lines.expect(
        ID
            + "=> "
            + forged
            + "@example.com <"
            + address
            + "> R=dnslookup T=remote_smtp H=mx.example.com [198.51.100.25] C=\"250 OK\" QT=2s",
        "kind=delivery|queue_id=1vNMFN-0002BN-1x|flag==>|status=sent|router=dnslookup"
            + "|transport=remote_smtp|relay_host=mx.example.com|relay_ip=198.51.100.25|code=250"
            + "|reply=250 OK|delay=2|to="
            + forged
            + "@example.com|orig_to="
            + address);
  }

  /**
   * A HELO name, where the server accepts junk, may hold its own end, an address, tags and a
   * phrase. The tags behind the true end keep Exim's order, and none comes twice. Where a refusal
   * is in the name as a whole, or the line is cut in the name, who was refused or came in is not
   * stated.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          1vNMFN-0002BN-1x <= alice@example.org H=(y) [203.0.113.8] P=esmtp S=1 (z) [192.0.2.7] P=esmtp S=432 id=a@example.net # kind=received|queue_id=1vNMFN-0002BN-1x|message_id=a@example.net|from=alice@example.org|client_ip=192.0.2.7|helo=y) [203.0.113.8] P=esmtp S=1 (z|protocol=esmtp|size=432|flag=<=
          1vNMFN-0002BN-1x <= alice@example.org H=mail.example.net (y) [203.0.113.8] P=esmtp S=1 (z) [192.0.2.7]:41516 P=esmtp S=432 id=a@example.net # kind=received|queue_id=1vNMFN-0002BN-1x|message_id=a@example.net|from=alice@example.org|client_host=mail.example.net|client_ip=192.0.2.7|client_port=41516|helo=y) [203.0.113.8] P=esmtp S=1 (z|protocol=esmtp|size=432|flag=<=
          1vNMFN-0002BN-1x <= alice@example.org H=(y) [203.0.113.8] P=esmtp S=1 for victim@example.org (z) [192.0.2.7] P=esmtp S=432 id=a@example.net for bob@example.com # kind=received|queue_id=1vNMFN-0002BN-1x|message_id=a@example.net|from=alice@example.org|to=bob@example.com|client_ip=192.0.2.7|helo=y) [203.0.113.8] P=esmtp S=1 for victim@example.org (z|protocol=esmtp|size=432|flag=<=
          1vNMFN-0002BN-1x <= alice@example.org H=(y) [203.0.113.8] P=esmtp S=1 T=") [192.0.2.7] P=esmtp S=432 id=" for victim@example.org"@example.net # kind=received|queue_id=1vNMFN-0002BN-1x|message_id=" for victim@example.org"@example.net|from=alice@example.org|client_ip=192.0.2.7|helo=y) [203.0.113.8] P=esmtp S=1 T="|protocol=esmtp|size=432|flag=<=
          1vNMFN-0002BN-1x <= alice@example.org H=([203.0.113.8]) [192.0.2.7] P=smtp S=432 # kind=received|queue_id=1vNMFN-0002BN-1x|from=alice@example.org|client_ip=192.0.2.7|helo=[203.0.113.8]|protocol=smtp|size=432|flag=<=
          1vNMFN-0002BN-1x <= alice@example.org H=(a) (b) [203.0.113.8] (c) [192.0.2.7] P=smtp S=432 # kind=received|queue_id=1vNMFN-0002BN-1x|from=alice@example.org|client_ip=192.0.2.7|helo=a) (b) [203.0.113.8] (c|protocol=smtp|size=432|flag=<=
          1vNMFN-0002BN-1x <= alice@example.org H=(y) [203.0.113.8] P=esmtp S=1 (z) [192.0.2.7] P=esmtp S=43 # kind=received|queue_id=1vNMFN-0002BN-1x|from=alice@example.org|client_ip=192.0.2.7|helo=y) [203.0.113.8] P=esmtp S=1 (z|protocol=esmtp|size=43|flag=<=
          1vNMFN-0002BN-1x <= alice@example.org H=(y) [203.0.113.8] P=esmtp S=1 (z) [192.0.2.7] P=esmtp id= # kind=received|queue_id=1vNMFN-0002BN-1x|message_id=|from=alice@example.org|client_ip=192.0.2.7|helo=y) [203.0.113.8] P=esmtp S=1 (z|protocol=esmtp|flag=<=
          1vNMFN-0002BN-1x <= alice@example.org H=(y) [203.0.113.8] P=esmtp S=1 (z # kind=received|queue_id=1vNMFN-0002BN-1x|from=alice@example.org|flag=<=
          H=(y) [203.0.113.8]: rejected RCPT <victim@example.org> (z) [192.0.2.7] F=<alice@example.net> rejected RCPT <carol@example.org>: relay not permitted # kind=reject|from=alice@example.net|to=carol@example.org|client_ip=192.0.2.7|helo=y) [203.0.113.8]: rejected RCPT <victim@example.org> (z|reason=relay not permitted|stage=rcpt
          H=(y) [203.0.113.8] F=<ceo@bank.example> (z) [192.0.2.7] F=<alice@example.net> rejected RCPT <carol@example.org>: relay not permitted # kind=reject|from=alice@example.net|to=carol@example.org|client_ip=192.0.2.7|helo=y) [203.0.113.8] F=<ceo@bank.example> (z|reason=relay not permitted|stage=rcpt
          H=(F=<ceo@bank.example>) [192.0.2.7] rejected MAIL <alice@example.net>: no # kind=reject|from=alice@example.net|client_ip=192.0.2.7|helo=F=<ceo@bank.example>|reason=no|stage=mail
          H=(y) [203.0.113.8] F=<ceo@bank.example> rejected RCPT <victim@example.org>: (z) [192.0.2.7] F=<alice@example.net> rejected RCPT <carol@example.org>: relay not permitted # kind=reject|stage=rcpt
          H=(y) [203.0.113.8] Warning: (z) [192.0.2.7] Warning: looks odd # kind=content-check|action=warn
          H=(y) [203.0.113.8] TLS error on connection (z) [192.0.2.7] F=<alice@example.net> rejected RCPT <carol@example.org>: no # kind=reject|from=alice@example.net|to=carol@example.org|client_ip=192.0.2.7|helo=y) [203.0.113.8] TLS error on connection (z|reason=no|stage=rcpt
          H=mail.example.net (TLS error on connection to mx.example.com [203.0.113.8]) [192.0.2.7] F=<alice@example.net> rejected RCPT <carol@example.org>: no # kind=reject|from=alice@example.net|to=carol@example.org|client_host=mail.example.net|client_ip=192.0.2.7|helo=TLS error on connection to mx.example.com [203.0.113.8]|reason=no|stage=rcpt
          TLS error (SSL_read): on connection from (y) [203.0.113.8] error:0 (z) [192.0.2.7] error:0A000126 # kind=tls|reason=TLS error (SSL_read): on connection from (y) [203.0.113.8] error:0 (z) [192.0.2.7] error:0A000126
          SMTP connection from (y) [203.0.113.8] lost (z) [192.0.2.7] lost D=5s # kind=connection-lost|client_ip=192.0.2.7|helo=y) [203.0.113.8] lost (z|reason=lost D=5s
          SMTP connection from (y) [203.0.113.8] closed by QUIT (z) [192.0.2.7] closed by QUIT # kind=disconnect|client_ip=192.0.2.7|helo=y) [203.0.113.8] closed by QUIT (z|reason=closed by QUIT
          SMTP command timeout on connection from (y) [203.0.113.8]: (z) [192.0.2.7] D=5m # kind=connection-lost|client_ip=192.0.2.7|helo=y) [203.0.113.8]: (z|reason=SMTP command timeout on connection from (y) [203.0.113.8]: (z) [192.0.2.7] D=5m|attr.D=5m
          unexpected disconnection while reading SMTP command from (y) [203.0.113.8] (error: x) [192.0.2.7] D=5s # kind=connection-lost|client_ip=192.0.2.7|helo=y) [203.0.113.8] (error: x|reason=unexpected disconnection while reading SMTP command from (y) [203.0.113.8] (error: x) [192.0.2.7] D=5s|attr.D=5s
          TLS error on connection from (y) [203.0.113.8] (SSL_accept): (z) [192.0.2.7] (SSL_accept): error:0A00010B # kind=tls|client_ip=192.0.2.7|helo=y) [203.0.113.8] (SSL_accept): (z|reason=(SSL_accept): error:0A00010B
          login authenticator failed for (y) [203.0.113.8]: 535 no (z) [192.0.2.7]: 535 Incorrect authentication data (set_id=bob) # kind=auth-failure|client_ip=192.0.2.7|helo=y) [203.0.113.8]: 535 no (z|sasl_method=login|sasl_username=bob|code=535|reason=535 Incorrect authentication data
          rejected "EHLO y" from evil [203.0.113.8]" from H=(y" from evil [203.0.113.8]) [192.0.2.7] # kind=reject|client_ip=192.0.2.7|helo=y" from evil [203.0.113.8]|stage=helo
          SMTP connection from (x) [203.0.113.8] (via inetd) closed by QUIT (y) [192.0.2.7] (via inetd) lost D=3s # kind=connection-lost|client_ip=192.0.2.7|helo=x) [203.0.113.8] (via inetd) closed by QUIT (y|reason=lost D=3s
          SMTP connection from (x) [203.0.113.8] D=3s closed by QUIT (y) [192.0.2.7] D=1s lost D=3s # kind=connection-lost|attr.D=1s|client_ip=192.0.2.7|helo=x) [203.0.113.8] D=3s closed by QUIT (y|reason=lost D=3s
          1vNMFN-0002BN-1x <= alice@example.org H=(y) [203.0.113.8]:4711 H=v.example (z) [192.0.2.7] P=esmtp S=294 id=a@example.net # kind=received|queue_id=1vNMFN-0002BN-1x|from=alice@example.org|flag=<=|message_id=a@example.net|client_ip=192.0.2.7|helo=y) [203.0.113.8]:4711 H=v.example (z|protocol=esmtp|size=294
          1vNMFN-0002BN-1x <= alice@example.org H=(y) [203.0.113.8] F=<> H=v.example (z) [192.0.2.7] P=esmtp S=294 # kind=received|queue_id=1vNMFN-0002BN-1x|from=alice@example.org|flag=<=|client_ip=192.0.2.7|helo=y) [203.0.113.8] F=<> H=v.example (z|protocol=esmtp|size=294
          1vNMFN-0002BN-1x <= alice@example.org H=(y) [203.0.113.8]:4711 U=root X=TLS1.3:AES:256 F=<ceo@bank.example> PRX=203.0.113.8 rejected RCPT <victim@example.org>: no) [192.0.2.7]:2525 P=esmtp X=TLS1.2:EC:128 CV=no SNI="T="x" F=<>" A=login:eve S=294 id=a@example.net T="CV=no" for bob@example.org # kind=received|queue_id=1vNMFN-0002BN-1x|from=alice@example.org|flag=<=
          """)
  void heloNames(String line, String facts) {
    Lines.expect(line, facts);
  }

  /**
   * A local part in quotes, or with backslashes, holds anything. In a delivery it has no quotes,
   * and the address with them follows.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          1vNMFN-0002BN-1x <= "a\\" H=evil [203.0.113.8] P=local S=1 "@example.org H=(pc) [192.0.2.7] P=esmtp S=432 # kind=received|queue_id=1vNMFN-0002BN-1x|from="a\\" H=evil [203.0.113.8] P=local S=1 "@example.org|client_ip=192.0.2.7|helo=pc|protocol=esmtp|size=432|flag=<=
          1vNMFN-0002BN-1x <= a\\ H=evil\\ P=local@example.org H=(pc) [192.0.2.7] P=esmtp S=432 # kind=received|queue_id=1vNMFN-0002BN-1x|from=a\\ H=evil\\ P=local@example.org|client_ip=192.0.2.7|helo=pc|protocol=esmtp|size=432|flag=<=
          1vNMFN-0002BN-1x <= a."x R=1vNMFM-0002BM-1w".b@example.org H=(pc) [192.0.2.7] P=esmtp S=432 # kind=received|queue_id=1vNMFN-0002BN-1x|from=a."x R=1vNMFM-0002BM-1w".b@example.org|client_ip=192.0.2.7|helo=pc|protocol=esmtp|size=432|flag=<=
          1vNMFN-0002BN-1x <= " <= ceo@bank.example H=(x) [203.0.113.8]"@example.org H=(pc) [192.0.2.7] P=esmtp S=432 # kind=received|queue_id=1vNMFN-0002BN-1x|from=" <= ceo@bank.example H=(x) [203.0.113.8]"@example.org|client_ip=192.0.2.7|helo=pc|protocol=esmtp|size=432|flag=<=
          1vNMFN-0002BN-1x <= a@example.org H=(pc) [192.0.2.7] P=esmtp S=432 for " for victim@example.org T=x"@example.com bob@example.com # kind=received|queue_id=1vNMFN-0002BN-1x|from=a@example.org|to=" for victim@example.org T=x"@example.com|client_ip=192.0.2.7|helo=pc|protocol=esmtp|size=432|flag=<=|recipients=" for victim@example.org T=x"@example.com bob@example.com
          1vNMFN-0002BN-1x <= a@example.org H=(pc) [192.0.2.7] P=esmtp S=432 from <"x> for victim@example.org"@example.net> for bob@example.com # kind=received|queue_id=1vNMFN-0002BN-1x|from=a@example.org|to=bob@example.com|client_ip=192.0.2.7|helo=pc|protocol=esmtp|size=432|flag=<=|attr.from="x> for victim@example.org"@example.net
          1vNMFN-0002BN-1x => x R=z T=w@example.com <"x R=z T=w"@example.com> R=dnslookup T=remote_smtp H=mx.example.com [198.51.100.25] C="250 OK" # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=x R=z T=w@example.com|orig_to="x R=z T=w"@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|status=sent|code=250|reply=250 OK|router=dnslookup|transport=remote_smtp|flag==>
          1vNMFN-0002BN-1x => victim@example.org R=z T=w@example.com <"victim@example.org R=z T=w"@example.com> R=dnslookup T=remote_smtp H=mx.example.com [198.51.100.25] C="250 OK" # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=victim@example.org R=z T=w@example.com|orig_to="victim@example.org R=z T=w"@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|status=sent|code=250|reply=250 OK|router=dnslookup|transport=remote_smtp|flag==>
          1vNMFN-0002BN-1x => victim@example.org F=<@example.com <"victim@example.org F=<"@example.com> R=dnslookup T=remote_smtp H=mx.example.com [198.51.100.25] C="250 OK" # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=victim@example.org F=<@example.com|orig_to="victim@example.org F=<"@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|status=sent|code=250|reply=250 OK|router=dnslookup|transport=remote_smtp|flag==>
          1vNMFN-0002BN-1x => a <victim@example.org> R=z T=w H=evil [203.0.113.8] C="@example.com <"a <victim@example.org> R=z T=w H=evil [203.0.113.8] C=\\""@example.com> R=dnslookup T=remote_smtp # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=a <victim@example.org> R=z T=w H=evil [203.0.113.8] C="@example.com|orig_to="a <victim@example.org> R=z T=w H=evil [203.0.113.8] C=\\""@example.com|status=sent|router=dnslookup|transport=remote_smtp|flag==>
          1vNMFN-0002BN-1x => \\ "@example.com <"\\\\ \\""@example.com> R=dnslookup T=remote_smtp # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=\\ "@example.com|orig_to="\\\\ \\""@example.com|status=sent|router=dnslookup|transport=remote_smtp|flag==>
          1vNMFN-0002BN-1x => discarded (system filter)@example.com <"discarded (system filter)"@example.com> R=dnslookup T=remote_smtp # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=discarded (system filter)@example.com|orig_to="discarded (system filter)"@example.com|status=sent|router=dnslookup|transport=remote_smtp|flag==>
          1vNMFN-0002BN-1x => :blackhole:@example.com R=dnslookup T=remote_smtp # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=:blackhole:@example.com|status=sent|router=dnslookup|transport=remote_smtp|flag==>
          1vNMFN-0002BN-1x => bob@example.com <"x> R=z T=w <y"@example.org> R=dnslookup T=remote_smtp # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|orig_to="x> R=z T=w <y"@example.org|status=sent|router=dnslookup|transport=remote_smtp|flag==>
          1vNMFN-0002BN-1x => |/bin/echo <victim@example.org> R=z T=w <pipe@example.org> R=userforward T=address_pipe # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=|/bin/echo <victim@example.org> R=z T=w|orig_to=pipe@example.org|status=sent|router=userforward|transport=address_pipe|flag==>
          1vNMFN-0002BN-1x ** victim@example.org: retry timeout exceeded@example.com <"victim@example.org: retry timeout exceeded"@example.com> F=<alice@example.org>: Unrouteable address # kind=delivery|queue_id=1vNMFN-0002BN-1x|from=alice@example.org|to=victim@example.org: retry timeout exceeded@example.com|orig_to="victim@example.org: retry timeout exceeded"@example.com|status=bounced|reply=Unrouteable address|flag=**
          1vNMFN-0002BN-1x ** "victim@example.org: x"@example.com: retry timeout exceeded # kind=delivery|queue_id=1vNMFN-0002BN-1x|to="victim@example.org: x"@example.com|status=expired|reply=retry timeout exceeded|flag=**
          1vNMFN-0002BN-1x == victim@example.org defer (-1): no@example.com <"victim@example.org defer (-1): no"@example.com> R=dnslookup defer (-1): host lookup did not complete # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=victim@example.org defer (-1): no@example.com|orig_to="victim@example.org defer (-1): no"@example.com|status=deferred|reply=host lookup did not complete|router=dnslookup|flag===
          H=(pc) [192.0.2.7] F=<") [203.0.113.8] F=<ceo@bank.example> rejected RCPT <victim@example.org>: "@example.net> rejected RCPT <carol@example.org>: no # kind=reject|stage=rcpt
          H=(pc) [192.0.2.7] F=<alice@example.net> rejected RCPT <"victim@example.org>: forged"@example.org>: no # kind=reject|from=alice@example.net|to="victim@example.org>: forged"@example.org|client_ip=192.0.2.7|helo=pc|reason=no|stage=rcpt
          1vNMFN-0002BN-1x rejected from <"x> H=(e) [203.0.113.8]: "@example.net> H=(pc) [192.0.2.7]: message too big: read=9999 max=5000 # kind=reject|queue_id=1vNMFN-0002BN-1x|from="x> H=(e) [203.0.113.8]: "@example.net|client_ip=192.0.2.7|helo=pc|reason=message too big: read=9999 max=5000|stage=eod
          unqualified sender rejected: <"x> H=(e) [203.0.113.8]: y"> H=(pc) [192.0.2.7] # kind=reject|from="x> H=(e) [203.0.113.8]: y"|client_ip=192.0.2.7|helo=pc|reason=unqualified sender rejected|stage=mail
          H=(pc) [192.0.2.7] incomplete transaction (QUIT) from <"x> for victim@example.org"@example.net> for bob@example.org # kind=connection-lost|from="x> for victim@example.org"@example.net|to=bob@example.org|client_ip=192.0.2.7|helo=pc|reason=QUIT
          H=(pc) [192.0.2.7] sender verify fail for <"x>: forged"@example.net>: Unrouteable address # kind=policy|from="x>: forged"@example.net|client_ip=192.0.2.7|helo=pc|reason=Unrouteable address
          H=(pc) [192.0.2.7] F=<ann@example.net> rejected RCPT (<victim@example.org>: no) <real@example.org>: relay not permitted # kind=reject|client_ip=192.0.2.7|from=ann@example.net|helo=pc|reason=relay not permitted|stage=rcpt|to=real@example.org
          H=(pc) [192.0.2.7] F=<ann@example.net> rejected RCPT (a (<victim@example.org>: no)) <real@example.org>: relay not permitted # kind=reject|client_ip=192.0.2.7|from=ann@example.net|helo=pc|reason=relay not permitted|stage=rcpt|to=real@example.org
          H=(pc) [192.0.2.7] F=<ann@example.net> rejected RCPT a "x: y" <real@example.org>: relay not permitted # kind=reject|client_ip=192.0.2.7|from=ann@example.net|helo=pc|reason=relay not permitted|stage=rcpt|to=real@example.org
          H=(pc) [192.0.2.7] F=<ann@example.net> rejected RCPT real@example.org (x: y): relay not permitted # kind=reject|client_ip=192.0.2.7|from=ann@example.net|helo=pc|reason=relay not permitted|stage=rcpt|to=real@example.org
          H=(pc) [192.0.2.7] rejected MAIL (x: y) <ann@example.net>: no # kind=reject|client_ip=192.0.2.7|from=ann@example.net|helo=pc|reason=no|stage=mail
          1vNMFN-0002BN-1x => discarded <discarded@example.org> R=local_user T=local_delivery # kind=delivery|flag==>|orig_to=discarded@example.org|queue_id=1vNMFN-0002BN-1x|router=local_user|status=sent|to=discarded|transport=local_delivery
          1vNMFN-0002BN-1x => :blackhole: <":blackhole:"@example.com> R=local T=local # kind=delivery|flag==>|orig_to=":blackhole:"@example.com|queue_id=1vNMFN-0002BN-1x|router=local|status=sent|to=:blackhole:|transport=local
          1vNMFN-0002BN-1x => blackhole x@example.com <"blackhole x"@example.com> R=dnslookup T=remote_smtp # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=blackhole x@example.com|orig_to="blackhole x"@example.com|status=sent|router=dnslookup|transport=remote_smtp|flag==>
          1vNMFN-0002BN-1x => blackhole x <"Blackhole x"@example.org> R=local_user T=local_delivery # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=blackhole x|orig_to="Blackhole x"@example.org|status=sent|router=local_user|transport=local_delivery|flag==>
          1vNMFN-0002BN-1x => blackhole x@example.com <blackhole\\ x@example.com> R=dnslookup T=remote_smtp # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=blackhole x@example.com|orig_to=blackhole\\ x@example.com|status=sent|router=dnslookup|transport=remote_smtp|flag==>
          1vNMFN-0002BN-1x => blackhole (DATA ACL discarded recipients)@example.com <"blackhole (DATA ACL discarded recipients)"@example.com> R=dnslookup T=remote_smtp # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=blackhole (DATA ACL discarded recipients)@example.com|orig_to="blackhole (DATA ACL discarded recipients)"@example.com|status=sent|router=dnslookup|transport=remote_smtp|flag==>
          1vNMFN-0002BN-1x => blackhole (DATA ACL discarded recipients): from victim@example.org <"v"@example.org> R=z T=w # kind=delivery|queue_id=1vNMFN-0002BN-1x|status=discarded|reason=from victim@example.org <"v"@example.org> R=z T=w|flag==>
          1vNMFN-0002BN-1x => blackhole subject: x <victim@example.org> R=z T=w H=evil [203.0.113.8] # kind=delivery|queue_id=1vNMFN-0002BN-1x|status=discarded|reason=subject: x <victim@example.org> R=z T=w H=evil [203.0.113.8]|flag==>
          1vNMFN-0002BN-1x ** bob@example.com: routing yielded a local delivery # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|status=bounced|reply=routing yielded a local delivery|flag=**
          1vNMFN-0002BN-1x ** bob@example.com R=dnslookup T=remote_smtp H=mx.example.com [198.51.100.25]: SMTP error from remote mail server after RCPT TO:<bob@example.com>: 550 victim@example.org mua_wrapper forced failure for deferred delivery # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|status=bounced|code=550|reply=SMTP error from remote mail server after RCPT TO:<bob@example.com>: 550 victim@example.org mua_wrapper forced failure for deferred delivery|stage=rcpt|router=dnslookup|transport=remote_smtp|flag=**
          1vNMFN-0002BN-1x ** x mua_wrapper forced failure for deferred delivery@example.com <"x mua_wrapper forced failure for deferred delivery"@example.com>: Unrouteable address # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=x mua_wrapper forced failure for deferred delivery@example.com|orig_to="x mua_wrapper forced failure for deferred delivery"@example.com|status=bounced|reply=Unrouteable address|flag=**
          H=(x: forged) [192.0.2.7] rejected EHLO or HELO x: forged: bad # kind=reject|client_ip=192.0.2.7|helo=x: forged|reason=bad|stage=helo
          """)
  void addresses(String line, String facts) {
    Lines.expect(line, facts);
  }

  /** Message-ID and Subject are the author's; a quote and a backslash in a subject are marked. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          1vNMFN-0002BN-1x <= alice@example.org H=(pc) [192.0.2.7] P=esmtp S=432 id=" T=\\"x\\" for victim@example.org"@example.net T="true" for bob@example.com # kind=received|queue_id=1vNMFN-0002BN-1x|message_id=" T=\\"x\\" for victim@example.org"@example.net|from=alice@example.org|to=bob@example.com|subject=true|client_ip=192.0.2.7|helo=pc|protocol=esmtp|size=432|flag=<=
          1vNMFN-0002BN-1x <= alice@example.org H=(pc) [192.0.2.7] P=esmtp S=432 id=a." T=\\"x\\" for victim@example.org".b@example.net # kind=received|queue_id=1vNMFN-0002BN-1x|message_id=a." T=\\"x\\" for victim@example.org".b@example.net|from=alice@example.org|client_ip=192.0.2.7|helo=pc|protocol=esmtp|size=432|flag=<=
          1vNMFN-0002BN-1x <= alice@example.org H=(pc) [192.0.2.7] P=esmtp S=432 id=") [203.0.113.8] P=esmtp S=1 id=x"@example.net # kind=received|queue_id=1vNMFN-0002BN-1x|message_id=") [203.0.113.8] P=esmtp S=1 id=x"@example.net|from=alice@example.org|client_ip=192.0.2.7|helo=pc|protocol=esmtp|size=432|flag=<=
          1vNMFN-0002BN-1x <= alice@example.org H=(pc) [192.0.2.7] P=esmtp S=432 id=a@example.net T="x\\" from <ceo@bank.example> for victim@example.org" for bob@example.com # kind=received|queue_id=1vNMFN-0002BN-1x|message_id=a@example.net|from=alice@example.org|to=bob@example.com|subject=x" from <ceo@bank.example> for victim@example.org|client_ip=192.0.2.7|helo=pc|protocol=esmtp|size=432|flag=<=
          1vNMFN-0002BN-1x <= alice@example.org H=(pc) [192.0.2.7] P=esmtp S=432 id=a@example.net T="ends with \\\\" for bob@example.com # kind=received|queue_id=1vNMFN-0002BN-1x|message_id=a@example.net|from=alice@example.org|to=bob@example.com|subject=ends with \\|client_ip=192.0.2.7|helo=pc|protocol=esmtp|size=432|flag=<=
          1vNMFN-0002BN-1x <= alice@example.org H=(pc) [192.0.2.7] P=esmtp S=432 id=a@example.net T="ends with \\\\\\" for victim@example.org" for bob@example.com # kind=received|queue_id=1vNMFN-0002BN-1x|message_id=a@example.net|from=alice@example.org|to=bob@example.com|subject=ends with \\" for victim@example.org|client_ip=192.0.2.7|helo=pc|protocol=esmtp|size=432|flag=<=
          1vNMFN-0002BN-1x <= alice@example.org H=(pc) [192.0.2.7] P=esmtp S=432 id=a@example.net T=") [203.0.113.8] P=esmtp S=1 id=x@example.net" for bob@example.com # kind=received|queue_id=1vNMFN-0002BN-1x|message_id=a@example.net|from=alice@example.org|to=bob@example.com|subject=) [203.0.113.8] P=esmtp S=1 id=x@example.net|client_ip=192.0.2.7|helo=pc|protocol=esmtp|size=432|flag=<=
          1vNMFN-0002BN-1x <= alice@example.org H=(pc) [192.0.2.7] P=esmtp S=432 id=a@example.net T="x) [203.0.113.8] P=esmtp S=1 T=" for bob@example.com # kind=received|queue_id=1vNMFN-0002BN-1x|message_id=a@example.net|from=alice@example.org|to=bob@example.com|subject=x) [203.0.113.8] P=esmtp S=1 T=|client_ip=192.0.2.7|helo=pc|protocol=esmtp|size=432|flag=<=
          1vNMFN-0002BN-1x <= alice@example.org H=(pc) [192.0.2.7] P=esmtp S=432 id=a@example.net T="a\\033[31mb\\000c\\nd" for bob@example.com # kind=received|queue_id=1vNMFN-0002BN-1x|message_id=a@example.net|from=alice@example.org|to=bob@example.com|subject=a<ESC>[31mb<NUL>c<LF>d|client_ip=192.0.2.7|helo=pc|protocol=esmtp|size=432|flag=<=
          1vNMFN-0002BN-1x <= alice@example.org H=(pc) [192.0.2.7] P=esmtp S=432 id=a@example.net T="1vNMFN-0002BN-1x Completed" # kind=received|queue_id=1vNMFN-0002BN-1x|message_id=a@example.net|from=alice@example.org|subject=1vNMFN-0002BN-1x Completed|client_ip=192.0.2.7|helo=pc|protocol=esmtp|size=432|flag=<=
          """)
  void messageIdsAndSubjects(String line, String facts) {
    Lines.expect(line, facts);
  }

  /**
   * GnuTLS puts a backslash before a quote in a certificate's name, so that the first one without
   * it ends the name. OpenSSL, whose names start with a slash, does not.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          H=(pc) [192.0.2.7] X=TLS1.3:AES:256 CV=no DN="CN=x: y\\" Warning: z" F=<a@example.net> rejected RCPT <b@example.org>: no # kind=reject|client_ip=192.0.2.7|helo=pc|tls_protocol=TLS1.3|tls_cipher=AES|tls_bits=256|tls_trust=no|attr.DN=CN=x: y\\" Warning: z|from=a@example.net|to=b@example.org|stage=rcpt|reason=no
          H=(pc) [192.0.2.7] X=TLS1.3:AES:256 CV=no DN="CN=x\\" sender verify fail for <v@example.com>" F=<a@example.net> rejected RCPT <b@example.org>: no # kind=reject|client_ip=192.0.2.7|helo=pc|tls_protocol=TLS1.3|tls_cipher=AES|tls_bits=256|tls_trust=no|attr.DN=CN=x\\" sender verify fail for <v@example.com>|from=a@example.net|to=b@example.org|stage=rcpt|reason=no
          H=(pc) [192.0.2.7] X=TLS1.3:AES:256 CV=no DN="CN=x\\" incomplete transaction (QUIT)" F=<a@example.net> rejected RCPT <b@example.org>: no # kind=reject|client_ip=192.0.2.7|helo=pc|tls_protocol=TLS1.3|tls_cipher=AES|tls_bits=256|tls_trust=no|attr.DN=CN=x\\" incomplete transaction (QUIT)|from=a@example.net|to=b@example.org|stage=rcpt|reason=no
          H=(pc) [192.0.2.7] X=TLS1.3:AES:256 CV=no DN="CN=x\\\\\\" F=<v@example.com> rejected RCPT <w@example.org>" F=<a@example.net> rejected RCPT <b@example.org>: no # kind=reject|client_ip=192.0.2.7|helo=pc|tls_protocol=TLS1.3|tls_cipher=AES|tls_bits=256|tls_trust=no|attr.DN=CN=x\\\\\\" F=<v@example.com> rejected RCPT <w@example.org>|from=a@example.net|to=b@example.org|stage=rcpt|reason=no
          H=(pc) [192.0.2.7] X=TLS1.3:AES:256 CV=no DN="CN=x\\" rejected after DATA: no" Warning: hi # kind=content-check|client_ip=192.0.2.7|helo=pc|tls_protocol=TLS1.3|tls_cipher=AES|tls_bits=256|tls_trust=no|attr.DN=CN=x\\" rejected after DATA: no|action=warn|reason=hi
          H=(pc) [192.0.2.7] X=TLS1.3:AES:256 CV=no DN="CN=x\\\\" F=<a@example.net> A=plain:q"x" rejected RCPT <b@example.org>: no # kind=reject|client_ip=192.0.2.7|helo=pc|tls_protocol=TLS1.3|tls_cipher=AES|tls_bits=256|tls_trust=no|attr.DN=CN=x\\\\|from=a@example.net|to=b@example.org|sasl_method=plain|sasl_username=q"x"|stage=rcpt|reason=no
          1vNMFN-0002BN-1x <= a@example.net H=(pc) [192.0.2.7] P=esmtps X=TLS1.3:AES:256 CV=no DN="CN=x\\" A=plain:ceo S=1" S=432 id=k@example.net # kind=received|queue_id=1vNMFN-0002BN-1x|flag=<=|from=a@example.net|client_ip=192.0.2.7|helo=pc|protocol=esmtps|tls_protocol=TLS1.3|tls_cipher=AES|tls_bits=256|tls_trust=no|attr.DN=CN=x\\" A=plain:ceo S=1|size=432|message_id=k@example.net
          1vNMFN-0002BN-1x => bob@example.com R=dnslookup T=remote_smtp H=mx.example.com [198.51.100.25] X=TLS1.3:AES:256 CV=no DN="CN=x\\" C=\\"250 no" C="250 OK" QT=2s # kind=delivery|queue_id=1vNMFN-0002BN-1x|flag==>|status=sent|to=bob@example.com|router=dnslookup|transport=remote_smtp|relay_host=mx.example.com|relay_ip=198.51.100.25|tls_protocol=TLS1.3|tls_cipher=AES|tls_bits=256|tls_trust=no|attr.DN=CN=x\\" C=\\"250 no|reply=250 OK|code=250|delay=2
          H=(pc) [192.0.2.7] X=TLS1.3:AES:256 CV=no DN="/CN=x\\" F=<a@example.net> rejected RCPT <b@example.org>: no # kind=reject|client_ip=192.0.2.7|helo=pc|tls_protocol=TLS1.3|tls_cipher=AES|tls_bits=256|tls_trust=no|attr.DN=/CN=x\\|from=a@example.net|to=b@example.org|stage=rcpt|reason=no
          """)
  void certificatesOfGnuTls(String line, String facts) {
    Lines.expect(line, facts);
  }

  /**
   * A client, and a next hop, choose their own certificate's name, and its quotes are not marked.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          1vNMFN-0002BN-1x <= alice@example.org H=(pc) [192.0.2.7] P=esmtps X=TLS1.3:AES:256 CV=yes DN="/CN=x" A=plain:ceo" S=432 id=a@example.net # kind=received|queue_id=1vNMFN-0002BN-1x|message_id=a@example.net|from=alice@example.org|client_ip=192.0.2.7|helo=pc|protocol=esmtps|size=432|tls_protocol=TLS1.3|tls_cipher=AES|tls_bits=256|flag=<=|tls_trust=yes|attr.DN=/CN=x" A=plain:ceo
          1vNMFN-0002BN-1x <= alice@example.org H=(pc) [192.0.2.7] P=esmtps X=TLS1.3:AES:256 CV=yes DN="/CN=x" A=plain:ceo S=1 id=q@w T="" S=432 id=a@example.net # kind=received|queue_id=1vNMFN-0002BN-1x|message_id=a@example.net|from=alice@example.org|client_ip=192.0.2.7|helo=pc|protocol=esmtps|size=432|tls_protocol=TLS1.3|tls_cipher=AES|tls_bits=256|flag=<=|tls_trust=yes|attr.DN=/CN=x" A=plain:ceo S=1 id=q@w T="
          1vNMFN-0002BN-1x <= alice@example.org H=(pc) [192.0.2.7] P=esmtps X=TLS1.3:AES:256 CV=yes DN="/CN=x" S=1 for victim@example.org" S=432 id=a@example.net for bob@example.com # kind=received|queue_id=1vNMFN-0002BN-1x|message_id=a@example.net|from=alice@example.org|to=bob@example.com|client_ip=192.0.2.7|helo=pc|protocol=esmtps|size=432|tls_protocol=TLS1.3|tls_cipher=AES|tls_bits=256|flag=<=|tls_trust=yes|attr.DN=/CN=x" S=1 for victim@example.org
          H=(pc) [192.0.2.7] X=TLS1.3:AES:256 CV=yes DN="/CN=x" A=plain:ceo" F=<alice@example.net> rejected RCPT <carol@example.org>: no # kind=reject|from=alice@example.net|to=carol@example.org|client_ip=192.0.2.7|helo=pc|reason=no|stage=rcpt|tls_protocol=TLS1.3|tls_cipher=AES|tls_bits=256|tls_trust=yes|attr.DN=/CN=x" A=plain:ceo
          H=(pc) [192.0.2.7] X=TLS1.3:AES:256 CV=yes DN="/CN=x" F=<ceo@bank.example> rejected RCPT <victim@example.org>: " F=<alice@example.net> rejected RCPT <carol@example.org>: no # kind=reject|client_ip=192.0.2.7|helo=pc|stage=rcpt|tls_protocol=TLS1.3|tls_cipher=AES|tls_bits=256|tls_trust=yes
          1vNMFN-0002BN-1x => bob@example.com R=dnslookup T=remote_smtp H=mx.example.com [198.51.100.25] X=TLS1.3:AES:256 CV=no DN="/CN=a" A=plain:ceo" C="250 OK" # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|status=sent|code=250|reply=250 OK|tls_protocol=TLS1.3|tls_cipher=AES|tls_bits=256|tls_trust=no|router=dnslookup|transport=remote_smtp|flag==>|attr.DN=/CN=a" A=plain:ceo
          1vNMFN-0002BN-1x => bob@example.com R=dnslookup T=remote_smtp H=mx.example.com [198.51.100.25] X=TLS1.3:AES:256 CV=no DN="/CN=a" C="250 OK id=FAKE-1" C="250 OK" # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|status=sent|code=250|reply=250 OK|tls_protocol=TLS1.3|tls_cipher=AES|tls_bits=256|tls_trust=no|router=dnslookup|transport=remote_smtp|flag==>|attr.DN=/CN=a" C="250 OK id=FAKE-1
          [192.0.2.7] SSL verify error: certificate name mismatch: DN="/CN=\\" H=\\"evil" H="mail.example.net" # kind=tls|reason=SSL verify error: certificate name mismatch: DN="/CN=\\" H=\\"evil" H="mail.example.net"|relay_host=mail.example.net|relay_ip=192.0.2.7
          1vNMFN-0002BN-1x <= alice@example.org H=(pc) [192.0.2.7] P=esmtps X=TLS1.3:AES:256 CV=yes DN="/CN=x" A=plain:ceo OU="y" S=432 FUTURE=1 id=a@example.net # kind=received|tls_trust=yes|attr.DN=/CN=x|attr.FUTURE=1|client_ip=192.0.2.7|flag=<=|from=alice@example.org|helo=pc|message_id=a@example.net|protocol=esmtps|queue_id=1vNMFN-0002BN-1x|size=432|tls_bits=256|tls_cipher=AES|tls_protocol=TLS1.3
          1vNMFN-0002BN-1x ** bob@example.com R=r T=t H=mx [198.51.100.25] X=TLS1.3:AES:256 CV=yes DN="/CN=a": retry time not reached for any host after a long failure period": SMTP error from remote mail server after RCPT TO:<bob@example.com>: 550 no # kind=delivery|attr.DN=/CN=a|flag=**|queue_id=1vNMFN-0002BN-1x|relay_host=mx|relay_ip=198.51.100.25|reply=retry time not reached for any host after a long failure period": SMTP error from remote mail server after RCPT TO:<bob@example.com>: 550 no|router=r|status=bounced|tls_bits=256|tls_cipher=AES|tls_protocol=TLS1.3|tls_trust=yes|to=bob@example.com|transport=t
          1vNMFN-0002BN-1x ** bob@example.com R=r T=t H=mx [198.51.100.25] X=TLS1.3:AES:256 CV=yes DN="/CN=a": SMTP error from remote mail server after RCPT TO:<victim@example.org>: 250 ok" : SMTP error from remote mail server after RCPT TO:<bob@example.com>: 550 no # kind=delivery|attr.DN=/CN=a|flag=**|queue_id=1vNMFN-0002BN-1x|relay_host=mx|relay_ip=198.51.100.25|reply=SMTP error from remote mail server after RCPT TO:<victim@example.org>: 250 ok" : SMTP error from remote mail server after RCPT TO:<bob@example.com>: 550 no|router=r|status=bounced|tls_bits=256|tls_cipher=AES|tls_protocol=TLS1.3|tls_trust=yes|to=bob@example.com|transport=t
          1vNMFN-0002BN-1x ** bob@example.com R=r T=t H=mx [198.51.100.25] X=TLS1.3:AES:256 CV=yes DN="/CN=a": SMTP error from remote mail server after RCPT TO:<bob@example.com>: 550 "x": no # kind=delivery|attr.DN=/CN=a|code=550|flag=**|queue_id=1vNMFN-0002BN-1x|relay_host=mx|relay_ip=198.51.100.25|reply=SMTP error from remote mail server after RCPT TO:<bob@example.com>: 550 "x": no|router=r|stage=rcpt|status=bounced|tls_bits=256|tls_cipher=AES|tls_protocol=TLS1.3|tls_trust=yes|to=bob@example.com|transport=t
          H=(pc) [192.0.2.7] X=TLS1.3:AES:256 CV=yes DN="/CN=x" F=<ceo@bank.example> A=plain:ceo OU="y" F=<alice@example.net> rejected RCPT <carol@example.org>: no # kind=reject|tls_trust=yes|attr.DN=/CN=x" F=<ceo@bank.example> A=plain:ceo OU="y|client_ip=192.0.2.7|from=alice@example.net|helo=pc|reason=no|stage=rcpt|tls_bits=256|tls_cipher=AES|tls_protocol=TLS1.3|to=carol@example.org
          1vNMFN-0002BN-1x ** bob@example.com R=r T=t H=mx [198.51.100.25] X=TLS1.3:AES:256 CV=yes DN="/DN="" F=<>": retry timeout exceeded # kind=delivery|attr.DN=/DN="" F=<>|flag=**|queue_id=1vNMFN-0002BN-1x|relay_host=mx|relay_ip=198.51.100.25|reply=retry timeout exceeded|router=r|status=expired|tls_bits=256|tls_cipher=AES|tls_protocol=TLS1.3|tls_trust=yes|to=bob@example.com|transport=t
          1vNMFN-0002BN-1x ** x <victim@example.org>: no@example.com <"x <victim@example.org>: no"@example.com> R=r T=t H=mx [198.51.100.25] DN="/SNI="v" L :": no # kind=delivery|attr.DN=/SNI="v" L :|flag=**|queue_id=1vNMFN-0002BN-1x|relay_host=mx|relay_ip=198.51.100.25|reply=no|router=r|status=bounced|to=x <victim@example.org>: no@example.com|orig_to="x <victim@example.org>: no"@example.com|transport=t
          """)
  void certificates(String line, String facts) {
    Lines.expect(line, facts);
  }

  /**
   * The next hop's refusal has the recipient's local part without quotes, and then again with them.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          1vNMFN-0002BN-1x H=(pc) [192.0.2.7] F=<ceo@bank.example> rejected RCPT <victim@example.org>: no@example.org <"F=<ceo@bank.example> rejected RCPT <victim@example.org>: no"@example.org> F=<ann@example.net> rejected after DATA: R=r T=t H=a [198.51.100.25] C="550 no" # kind=reject|client_ip=192.0.2.7|code=550|from=ann@example.net|helo=pc|orig_to="F=<ceo@bank.example> rejected RCPT <victim@example.org>: no"@example.org|queue_id=1vNMFN-0002BN-1x|relay_host=a|relay_ip=198.51.100.25|reply=550 no|router=r|stage=eod|to=F=<ceo@bank.example> rejected RCPT <victim@example.org>: no@example.org|transport=t
          1vNMFN-0002BN-1x H=(pc) [192.0.2.7] Warning: x@example.org <"Warning: x"@example.org> F=<ann@example.net> rejected after DATA: R=r T=t H=a [198.51.100.25] C="550 no" # kind=reject|client_ip=192.0.2.7|code=550|from=ann@example.net|helo=pc|orig_to="Warning: x"@example.org|queue_id=1vNMFN-0002BN-1x|relay_host=a|relay_ip=198.51.100.25|reply=550 no|router=r|stage=eod|to=Warning: x@example.org|transport=t
          1vNMFN-0002BN-1x H=(pc) [192.0.2.7] I=[192.0.2.1]:25 U=ident x y@example.org <"x y"@example.org> F=<ann@example.net> Q=slow P=<ann@example.net> tmp-reject from cutthrough after DATA: R=r T=t H=a [198.51.100.25] C="450 no" # kind=reject|attr.I=[192.0.2.1]:25|attr.U=ident|client_ip=192.0.2.7|code=450|from=ann@example.net|helo=pc|orig_to="x y"@example.org|queue_id=1vNMFN-0002BN-1x|relay_host=a|relay_ip=198.51.100.25|reply=450 no|router=r|stage=eod|to=x y@example.org|transport=t
          1vNMFN-0002BN-1x H=(pc) [192.0.2.7] F=<ann@example.net> rejected after DATA: x@example.org <"F=<ann@example.net> rejected after DATA: x"@example.org> F=<ceo@bank.example> rejected after DATA: R=r T=t # kind=reject|client_ip=192.0.2.7|helo=pc|queue_id=1vNMFN-0002BN-1x|stage=eod
          1vNMFN-0002BN-1x H=(pc) [192.0.2.7] F=<ann@example.net> rejected after DATA: R=x T=y H=evil [203.0.113.8] # kind=reject|client_ip=192.0.2.7|from=ann@example.net|helo=pc|queue_id=1vNMFN-0002BN-1x|reason=R=x T=y H=evil [203.0.113.8]|stage=eod
          1vNMFN-0002BN-1x H=(pc) [192.0.2.7] U=w@example.com F=<ann@example.net> rejected after DATA: no # kind=reject|attr.U=w@example.com|client_ip=192.0.2.7|from=ann@example.net|helo=pc|queue_id=1vNMFN-0002BN-1x|reason=no|stage=eod
          """)
  void cutthrough(String line, String facts) {
    Lines.expect(line, facts);
  }

  /** A client asks for any server name; old releases put it into quotes that are not marked. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          1vNMFN-0002BN-1x <= alice@example.org H=(pc) [192.0.2.7] P=esmtps X=TLS1.3:AES:256 CV=no SNI="x" A=plain:ceo S=1 id=f@x T="y" S=432 id=a@example.net # kind=received|tls_trust=no|attr.SNI=x" A=plain:ceo S=1 id=f@x T="y|client_ip=192.0.2.7|flag=<=|from=alice@example.org|helo=pc|message_id=a@example.net|protocol=esmtps|queue_id=1vNMFN-0002BN-1x|size=432|tls_bits=256|tls_cipher=AES|tls_protocol=TLS1.3
          1vNMFN-0002BN-1x <= alice@example.org H=(pc) [192.0.2.7] P=esmtps X=TLS1.3:AES:256 CV=no SNI="x" A=plain:ceo FOO="z" S=432 id=a@example.net # kind=received|tls_trust=no|attr.SNI=x" A=plain:ceo FOO="z|client_ip=192.0.2.7|flag=<=|from=alice@example.org|helo=pc|message_id=a@example.net|protocol=esmtps|queue_id=1vNMFN-0002BN-1x|size=432|tls_bits=256|tls_cipher=AES|tls_protocol=TLS1.3
          1vNMFN-0002BN-1x <= alice@example.org H=(pc) [192.0.2.7] P=esmtps X=TLS1.3:AES:256 CV=no SNI="x" A=plain:ceo" S=432 id=a@example.net # kind=received|tls_trust=no|attr.SNI=x" A=plain:ceo|client_ip=192.0.2.7|flag=<=|from=alice@example.org|helo=pc|message_id=a@example.net|protocol=esmtps|queue_id=1vNMFN-0002BN-1x|size=432|tls_bits=256|tls_cipher=AES|tls_protocol=TLS1.3
          1vNMFN-0002BN-1x <= alice@example.org H=(pc) [192.0.2.7] P=esmtps X=TLS1.3:AES:256 CV=yes DN="/CN=x" SNI="y" A=plain:ceo" A=plain:bob S=432 id=a@example.net # kind=received|tls_trust=yes|attr.DN=/CN=x|attr.SNI=y" A=plain:ceo|client_ip=192.0.2.7|flag=<=|from=alice@example.org|helo=pc|message_id=a@example.net|protocol=esmtps|queue_id=1vNMFN-0002BN-1x|sasl_method=plain|sasl_username=bob|size=432|tls_bits=256|tls_cipher=AES|tls_protocol=TLS1.3
          1vNMFN-0002BN-1x <= alice@example.org H=(pc) [192.0.2.7] P=esmtps X=TLS1.3:AES:256 CV=no SNI="x" A=plain:ceo S=432 FUTURE=1 id=a@example.net # kind=received|tls_trust=no|attr.FUTURE=1|attr.SNI=x|client_ip=192.0.2.7|flag=<=|from=alice@example.org|helo=pc|message_id=a@example.net|protocol=esmtps|queue_id=1vNMFN-0002BN-1x|size=432|tls_bits=256|tls_cipher=AES|tls_protocol=TLS1.3
          H=(pc) [192.0.2.7]:444 X=TLS1.3:AES:256 CV=no SNI="x" F=<ceo@bank.example> A=plain:ceo" F=<alice@example.net> rejected RCPT <carol@example.org>: no # kind=reject|tls_trust=no|attr.SNI=x" F=<ceo@bank.example> A=plain:ceo|client_ip=192.0.2.7|client_port=444|from=alice@example.net|helo=pc|reason=no|stage=rcpt|tls_bits=256|tls_cipher=AES|tls_protocol=TLS1.3|to=carol@example.org
          """)
  void serverNames(String line, String facts) {
    Lines.expect(line, facts);
  }

  /**
   * Who has an account may have chosen its name. In an arrival what stands behind its second colon
   * may be the client's {@code AUTH=} as well; elsewhere the server does not write that.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          1vNMFN-0002BN-1x <= ann@example.net H=(pc) [192.0.2.7] P=esmtpsa A=plain:bob S=1 id=x@y for victim@example.org S=432 id=a@example.net for bob@example.org # kind=received|client_ip=192.0.2.7|flag=<=|from=ann@example.net|helo=pc|message_id=a@example.net|protocol=esmtpsa|queue_id=1vNMFN-0002BN-1x|sasl_method=plain|sasl_username=bob S=1 id=x@y for victim@example.org|size=432|to=bob@example.org
          H=(pc) [192.0.2.7] F=<ann@example.net> A=plain:bob rejected RCPT <victim@example.org>: x F=<ceo@bank.example> rejected RCPT <b@example.org>: x # kind=reject|client_ip=192.0.2.7|helo=pc|from=ann@example.net|sasl_method=plain|stage=rcpt
          1vNMFN-0002BN-1x <= ann@example.net H=(pc) [192.0.2.7] P=esmtpsa A=plain:bob S=432 id=a@example.net T="Re: x" # kind=received|client_ip=192.0.2.7|flag=<=|from=ann@example.net|helo=pc|message_id=a@example.net|protocol=esmtpsa|queue_id=1vNMFN-0002BN-1x|sasl_method=plain|sasl_username=bob|size=432|subject=Re: x
          1vNMFN-0002BN-1x <= ann@example.net H=(pc) [192.0.2.7] P=esmtpsa A=plain:bob:carol@example.org S=432 id=a@example.net T="Re: x" # kind=received|client_ip=192.0.2.7|flag=<=|from=ann@example.net|helo=pc|message_id=a@example.net|protocol=esmtpsa|queue_id=1vNMFN-0002BN-1x|sasl_method=plain|size=432|subject=Re: x
          1vNMFN-0002BN-1x <= ann@example.net H=(pc) [192.0.2.7] P=esmtpsa A=plain:admin: S=432 id=a@example.net T="Re: x" # kind=received|client_ip=192.0.2.7|flag=<=|from=ann@example.net|helo=pc|message_id=a@example.net|protocol=esmtpsa|queue_id=1vNMFN-0002BN-1x|sasl_method=plain|size=432|subject=Re: x
          1vNMFN-0002BN-1x <= ann@example.net H=(pc) [192.0.2.7] P=esmtpsa A=plain:a:b S=432 id=a@example.net T="Re: x" # kind=received|client_ip=192.0.2.7|flag=<=|from=ann@example.net|helo=pc|message_id=a@example.net|protocol=esmtpsa|queue_id=1vNMFN-0002BN-1x|sasl_method=plain|size=432|subject=Re: x
          1vNMFN-0002BN-1x <= ann@example.net H=(pc) [192.0.2.7] P=esmtpsa A=plain S=432 id=a@example.net T="Re: x" # kind=received|client_ip=192.0.2.7|flag=<=|from=ann@example.net|helo=pc|message_id=a@example.net|protocol=esmtpsa|queue_id=1vNMFN-0002BN-1x|sasl_method=plain|size=432|subject=Re: x
          H=(pc) [192.0.2.7] F=<ann@example.net> A=plain:bob rejected RCPT <bob@example.org>: no # kind=reject|client_ip=192.0.2.7|helo=pc|from=ann@example.net|to=bob@example.org|reason=no|stage=rcpt|sasl_method=plain|sasl_username=bob
          H=(pc) [192.0.2.7] F=<ann@example.net> A=plain:admin:carol@example.org rejected RCPT <bob@example.org>: no # kind=reject|client_ip=192.0.2.7|helo=pc|from=ann@example.net|to=bob@example.org|reason=no|stage=rcpt|sasl_method=plain|sasl_username=admin:carol@example.org
          H=(pc) [192.0.2.7] F=<ann@example.net> A=plain:admin: rejected RCPT <bob@example.org>: no # kind=reject|client_ip=192.0.2.7|helo=pc|from=ann@example.net|to=bob@example.org|reason=no|stage=rcpt|sasl_method=plain|sasl_username=admin:
          H=(pc) [192.0.2.7] F=<ann@example.net> A=plain:: rejected RCPT <bob@example.org>: no # kind=reject|client_ip=192.0.2.7|helo=pc|from=ann@example.net|to=bob@example.org|reason=no|stage=rcpt|sasl_method=plain|sasl_username=:
          1vNMFN-0002BN-1x H=(pc) [192.0.2.7] F=<ann@example.net> A=plain:admin:a@example.org temporarily rejected after DATA: no # kind=reject|action=temporarily rejected|queue_id=1vNMFN-0002BN-1x|client_ip=192.0.2.7|helo=pc|from=ann@example.net|reason=no|stage=eod|sasl_method=plain|sasl_username=admin:a@example.org
          no MAIL in SMTP connection from (pc) [192.0.2.7] D=0s A=plain:admin:a@example.org C=EHLO,AUTH # kind=disconnect|client_ip=192.0.2.7|helo=pc|attr.D=0s|attr.C=EHLO,AUTH|sasl_method=plain|sasl_username=admin:a@example.org|reason=no MAIL in SMTP connection from (pc) [192.0.2.7] D=0s A=plain:admin:a@example.org C=EHLO,AUTH
          """)
  void authenticated(String line, String facts) {
    Lines.expect(line, facts);
  }

  /** The client's own system says who speaks (RFC 1413), and may say anything. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          1vNMFN-0002BN-1x <= alice@example.org H=(pc) [192.0.2.7] U=x A=plain:ceo P=smtp S=1 id=f@x P=esmtp S=432 id=a@example.net # kind=received|queue_id=1vNMFN-0002BN-1x|message_id=a@example.net|from=alice@example.org|client_ip=192.0.2.7|helo=pc|protocol=esmtp|size=432|flag=<=|attr.U=x A=plain:ceo P=smtp S=1 id=f@x
          1vNMFN-0002BN-1x <= alice@example.org H=(pc) [192.0.2.7] U=x R=1vNMFM-0002BM-1w P=esmtp S=432 # kind=received|queue_id=1vNMFN-0002BN-1x|from=alice@example.org|client_ip=192.0.2.7|helo=pc|protocol=esmtp|size=432|flag=<=|attr.U=x R=1vNMFM-0002BM-1w
          H=(pc) [192.0.2.7] U=x F=<ceo@bank.example> rejected RCPT <victim@example.org>: y F=<alice@example.net> rejected RCPT <carol@example.org>: no # kind=reject|client_ip=192.0.2.7|helo=pc|stage=rcpt
          unexpected disconnection while reading SMTP command from (pc) [192.0.2.7] U=x A=plain:ceo D=1s # kind=connection-lost|attr.D=1s|attr.U=x A=plain:ceo|client_ip=192.0.2.7|helo=pc|reason=unexpected disconnection while reading SMTP command from (pc) [192.0.2.7] U=x A=plain:ceo D=1s
          H=(pc) [203.0.113.8] rejected EHLO or HELO pc: no (z) [192.0.2.7] U=: rejected EHLO or HELO pc) [203.0.113.8] rejected EHLO or HELO pc: no (z # kind=reject|stage=helo
          H=(pc) [192.0.2.7] U=: rejected EHLO or HELO pc: no # kind=reject|attr.U=:|client_ip=192.0.2.7|helo=pc|reason=no|stage=helo
          SMTP command timeout on connection from (pc) [192.0.2.7] U=x F=<ceo@bank.example> D=5m # kind=connection-lost|attr.U=x F=<ceo@bank.example>|attr.D=5m|client_ip=192.0.2.7|helo=pc|reason=SMTP command timeout on connection from (pc) [192.0.2.7] U=x F=<ceo@bank.example> D=5m
          no MAIL in SMTP connection from (pc) [192.0.2.7] U=x P=local D=0s C=EHLO,QUIT # kind=disconnect|attr.U=x P=local|attr.D=0s|client_ip=192.0.2.7|helo=pc|reason=C=EHLO,QUIT
          SMTP connection lost after final dot H=(pc) [192.0.2.7] U=x P=esmtp # kind=connection-lost|attr.U=x|client_ip=192.0.2.7|helo=pc|protocol=esmtp|stage=eod
          1vNMFN-0002BN-1x rejected from <ann@example.net> H=(pc) [192.0.2.7] U=root: message too big: read=9999 max=5000 # kind=reject|queue_id=1vNMFN-0002BN-1x|from=ann@example.net|client_ip=192.0.2.7|helo=pc|reason=message too big: read=9999 max=5000|stage=eod|attr.U=root
          1vNMFN-0002BN-1x rejected from <ann@example.net> H=(pc) [192.0.2.7] U=x: message too big: read=1 max=2: message too big: read=9999 max=5000 # kind=reject|queue_id=1vNMFN-0002BN-1x|from=ann@example.net|client_ip=192.0.2.7|helo=pc|reason=message too big: read=9999 max=5000|stage=eod|attr.U=x: message too big: read=1 max=2
          1vNMFN-0002BN-1x rejected from <ann@example.net> H=(pc) [192.0.2.7] U=x: evil: message too big: read=9999 max=5000 # kind=reject|queue_id=1vNMFN-0002BN-1x|from=ann@example.net|client_ip=192.0.2.7|helo=pc|reason=message too big: read=9999 max=5000|stage=eod|attr.U=x: evil
          1vNMFN-0002BN-1x rejected from <ann@example.net> H=(pc) [192.0.2.7] U=x: message too big: message too big: read=9999 max=5000 # kind=reject|queue_id=1vNMFN-0002BN-1x|from=ann@example.net|client_ip=192.0.2.7|helo=pc|reason=message too big: read=9999 max=5000|stage=eod|attr.U=x: message too big
          rejected MAIL FROM:<ann@example.net> H=(pc) [192.0.2.7] U=root: message too big: size=9999 max=5000 # kind=reject|from=ann@example.net|client_ip=192.0.2.7|helo=pc|reason=message too big: size=9999 max=5000|stage=mail|size=9999|attr.U=root
          rejected MAIL FROM:<ann@example.net> H=(pc) [192.0.2.7] U=x: message too big: size=1 max=2: message too big: size=9999 max=5000 # kind=reject|from=ann@example.net|client_ip=192.0.2.7|helo=pc|reason=message too big: size=9999 max=5000|stage=mail|size=9999|attr.U=x: message too big: size=1 max=2
          1vNMFN-0002BN-1x rejected from <ann@example.net> H=(pc) [192.0.2.7] U=x: Too many "Received" headers: Too many "Received" headers # kind=reject|queue_id=1vNMFN-0002BN-1x|from=ann@example.net|client_ip=192.0.2.7|helo=pc|reason=Too many "Received" headers|stage=eod|attr.U=x: Too many "Received" headers
          unqualified sender rejected: <ann> H=(pc) [192.0.2.7] U=x: no # kind=reject|from=ann|client_ip=192.0.2.7|helo=pc|reason=unqualified sender rejected|stage=mail|attr.U=x: no
          unqualified sender rejected: <ann> H=[192.0.2.7] U=root (failed to find host name from IP address) # kind=reject|from=ann|client_ip=192.0.2.7|reason=unqualified sender rejected|stage=mail
          too many recipients: message rejected: sender=<ann@example.net> H=(pc) [192.0.2.7] U=x: no # kind=reject|from=ann@example.net|client_ip=192.0.2.7|helo=pc|reason=too many recipients: message rejected|stage=rcpt|attr.U=x: no
          """)
  void idents(String line, String facts) {
    Lines.expect(line, facts);
  }

  /** Whoever fails to log in chooses the name; the server's reply stands before it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          login authenticator failed for (pc) [192.0.2.7]: 535 Incorrect authentication data (set_id=bob) A=fake:bob (x) # kind=auth-failure|client_ip=192.0.2.7|helo=pc|sasl_method=login|sasl_username=bob) A=fake:bob (x|code=535|reason=535 Incorrect authentication data
          login authenticator failed for (pc) [192.0.2.7]: 535 Incorrect authentication data (set_id=bob): ok) # kind=auth-failure|client_ip=192.0.2.7|helo=pc|sasl_method=login|sasl_username=bob): ok|code=535|reason=535 Incorrect authentication data
          login authenticator failed for (pc) [192.0.2.7]: 535 Incorrect authentication data (set_id=x) [203.0.113.8]: 535 Incorrect authentication data (set_id=ceo) # kind=auth-failure|sasl_method=login|code=535|reason=535 Incorrect authentication data
          login authenticator failed for (pc) [192.0.2.7]: 535 Incorrect authentication data (set_id=a (set_id=b)): account suspended # kind=auth-failure|client_ip=192.0.2.7|helo=pc|sasl_method=login|sasl_username=a (set_id=b)|code=535|reason=535 Incorrect authentication data
          login authenticator failed for (pc) [192.0.2.7]: 535 Incorrect authentication data (set_id=a authenticator failed for [203.0.113.8]: 535 x # kind=auth-failure|client_ip=192.0.2.7|helo=pc|sasl_method=login|sasl_username=a authenticator failed for [203.0.113.8]: 535 x|code=535|reason=535 Incorrect authentication data
          login authenticator failed for (pc) [192.0.2.7] U=x: 535 Incorrect authentication data (set_id=admin): 535 Incorrect authentication data (set_id=bob) # kind=auth-failure|client_ip=192.0.2.7|helo=pc|sasl_method=login|code=535|reason=535 Incorrect authentication data
          login authenticator failed for (pc) [192.0.2.7] U=x: 535 Incorrect authentication data: 535 Incorrect authentication data (set_id=bob) # kind=auth-failure|client_ip=192.0.2.7|helo=pc|sasl_method=login|code=535|reason=535 Incorrect authentication data|sasl_username=bob|attr.U=x: 535 Incorrect authentication data
          login authenticator failed for (pc) [192.0.2.7] U=root: 535 Incorrect authentication data (set_id=bob) # kind=auth-failure|client_ip=192.0.2.7|helo=pc|sasl_method=login|code=535|reason=535 Incorrect authentication data|sasl_username=bob|attr.U=root
          login authenticator failed for (pc) [192.0.2.7] U=root: 535 Incorrect authentication data # kind=auth-failure|client_ip=192.0.2.7|helo=pc|sasl_method=login|code=535|reason=535 Incorrect authentication data|attr.U=root
          login authenticator failed for (pc) [192.0.2.7]: 501 Invalid base64 data # kind=auth-failure|client_ip=192.0.2.7|helo=pc|sasl_method=login|code=501|reason=501 Invalid base64 data
          login authenticator failed for (pc) [192.0.2.7]: 435 Unable to authenticate at present (set_id=bob): lookup failed (no socket) # kind=auth-failure|client_ip=192.0.2.7|helo=pc|sasl_method=login|code=435|reason=435 Unable to authenticate at present|sasl_username=bob
          login authenticator failed for (pc) [192.0.2.7]: 435 Unable to authenticate at present (set_id=bob): x): lookup failed (no socket) # kind=auth-failure|client_ip=192.0.2.7|helo=pc|sasl_method=login|code=435|reason=435 Unable to authenticate at present
          login authenticator failed for (pc) [192.0.2.7]: 435 Unable to authenticate at present: no socket (set_id=bob) # kind=auth-failure|client_ip=192.0.2.7|helo=pc|sasl_method=login|code=435|reason=435 Unable to authenticate at present: no socket (set_id=bob)
          login authenticator failed for (pc) [192.0.2.7]: 435 Internal error (set_id=a): b): return 5 from authentication check # kind=auth-failure|client_ip=192.0.2.7|helo=pc|sasl_method=login|code=435|reason=435 Internal error|sasl_username=a): b
          """)
  void users(String line, String facts) {
    Lines.expect(line, facts);
  }

  /**
   * A command that is shown is the client's; where two places can be the host, what they do not
   * share is not stated.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          SMTP syntax error in "FOO" H=(x) [203.0.113.8] unrecognized command" H=(pc) [192.0.2.7] unrecognized command # kind=protocol-error|client_ip=192.0.2.7|reason=unrecognized command|stage=other
          SMTP syntax error in "FOO\\" H=(x) [203.0.113.8] unrecognized command" H=(pc) [192.0.2.7] unrecognized command # kind=protocol-error|client_ip=192.0.2.7|helo=pc|reason=unrecognized command|stage=other
          SMTP syntax error in "RCPT" H=(pc" H=evil.example (y) [192.0.2.7] unrecognized command # kind=protocol-error|client_ip=192.0.2.7|reason=unrecognized command|stage=rcpt
          SMTP protocol error in "RCPT TO:<a@b>" H=(x) [203.0.113.8]: " H=mail.example.net (pc) [192.0.2.7] sender not yet given # kind=protocol-error|client_ip=192.0.2.7|reason=sender not yet given|stage=rcpt
          SMTP syntax error in "MAIL FROM:<a@b>" H=(x) [203.0.113.8] y" H=(pc) [192.0.2.7] malformed address: " H=(x) [203.0.113.8] y may not follow <a@b> # kind=protocol-error|client_ip=192.0.2.7|reason=malformed address: " H=(x) [203.0.113.8] y may not follow <a@b>|stage=mail
          SMTP syntax error in "MAIL FROM:<a> b" H=(pc) [192.0.2.7] malformed address: ) [203.0.113.8] unrecognized command may not follow <a> # kind=protocol-error|client_ip=192.0.2.7|helo=pc|reason=malformed address: ) [203.0.113.8] unrecognized command may not follow <a>|stage=mail
          SMTP syntax error in "FOO" H=(x" H=y) [192.0.2.7] unrecognized command # kind=protocol-error|client_ip=192.0.2.7|helo=x" H=y|reason=unrecognized command|stage=other
          SMTP syntax error in "FOO" H=mail.example.net (x" H=(y) [203.0.113.8] unrecognized command) [192.0.2.7] unrecognized command # kind=protocol-error|client_ip=192.0.2.7|reason=unrecognized command|stage=other
          SMTP syntax error in "FOO" H=(x" H=[203.0.113.8] malformed address: ) [192.0.2.7] unrecognized command # kind=protocol-error|stage=other
          SMTP syntax error in "FOO" H=(x" H=[203.0.113.8] malformed address: ) [192.0.2.7] malformed address: y may not follow x # kind=protocol-error|stage=other
          SMTP syntax error in "FOO" U=x unrecognized command" U=alice unrecognized command # kind=protocol-error|user=alice|reason=unrecognized command
          SMTP protocol synchronization error (next input sent too soon: pipelining was not advertised): rejected "EHLO x" H=(e) [203.0.113.8] next input="z" H=(pc) [192.0.2.7] next input="QUIT\\r\\n" # kind=protocol-error|reason=SMTP protocol synchronization error (next input sent too soon: pipelining was not advertised): rejected "EHLO x" H=(e) [203.0.113.8] next input="z" H=(pc) [192.0.2.7] next input="QUIT\\r\\n"
          SMTP protocol synchronization error (next input sent too soon: pipelining was not advertised): rejected "rejected connection from H=[203.0.113.8]" H=(pc) [192.0.2.7] next input="QUIT\\r\\n" # kind=protocol-error|client_ip=192.0.2.7|helo=pc|reason=SMTP protocol synchronization error (next input sent too soon: pipelining was not advertised): rejected "rejected connection from H=[203.0.113.8]" H=(pc) [192.0.2.7] next input="QUIT\\r\\n"
          SMTP protocol synchronization error (input sent without waiting for greeting): rejected connection from H=[192.0.2.7] input="\\026\\003\\001\\" H=[203.0.113.8] input=\\"" # kind=protocol-error|client_ip=192.0.2.7|reason=SMTP protocol synchronization error (input sent without waiting for greeting): rejected connection from H=[192.0.2.7] input="\\026\\003\\001\\" H=[203.0.113.8] input=\\""|stage=connect|attr.input="\\026\\003\\001\\" H=[203.0.113.8] input=\\""
          SMTP call from (pc) [192.0.2.7] dropped: too many nonmail commands (last was "x) [203.0.113.8] dropped: too many") # kind=protocol-error|client_ip=192.0.2.7|helo=pc|reason=dropped: too many nonmail commands (last was "x) [203.0.113.8] dropped: too many")
          rejected EHLO from [192.0.2.7]: syntactically invalid argument(s): ) [203.0.113.8]: no # kind=reject|client_ip=192.0.2.7|reason=syntactically invalid argument(s): ) [203.0.113.8]: no|stage=helo
          H=(pc) [192.0.2.7] rejected VRFY <victim@example.org> rejected RCPT <x@example.org>: no # kind=reject|client_ip=192.0.2.7|helo=pc|reason=no|stage=vrfy
          VRFY failed for x H=[203.0.113.8] y H=(pc) [192.0.2.7] # kind=reject|helo=pc|reason=VRFY failed for x H=[203.0.113.8] y H=(pc) [192.0.2.7]|stage=vrfy|client_ip=192.0.2.7
          VRFY failed for <bob@example.org> H=(pc) [192.0.2.7] U=z # kind=reject|reason=VRFY failed for <bob@example.org> H=(pc) [192.0.2.7] U=z|stage=vrfy
          ETRN x received from [203.0.113.8] received from (pc) [192.0.2.7] # kind=queue-run|client_ip=192.0.2.7|helo=pc
          """)
  void commandsAndInput(String line, String facts) {
    Lines.expect(line, facts);
  }

  /**
   * What a next hop says is its own. Only Exim's words, behind no reply of 5xx, make it a timeout.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          1vNMFN-0002BN-1x => bob@example.com R=dnslookup T=remote_smtp H=mx.example.com [198.51.100.25] C="250 \\" QT=1s DT=5s K id=FAKE-1 queued as FAKE-1 or not" # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|status=sent|code=250|reply=250 " QT=1s DT=5s K id=FAKE-1 queued as FAKE-1 or not|router=dnslookup|transport=remote_smtp|flag==>
          1vNMFN-0002BN-1x => bob@example.com R=dnslookup T=remote_smtp H=mx.example.com [198.51.100.25] C="250 x\\\\" QT=1s # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|delay=1|status=sent|code=250|reply=250 x\\|router=dnslookup|transport=remote_smtp|flag==>
          1vNMFN-0002BN-1x => bob@example.com R=dnslookup T=remote_smtp H=mx.example.com [198.51.100.25] C="250 OK\\\\n1vNMFN-0002BN-1x Completed" # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|status=sent|code=250|reply=250 OK<LF>1vNMFN-0002BN-1x Completed|router=dnslookup|transport=remote_smtp|flag==>
          1vNMFN-0002BN-1x ** bob@example.com R=dnslookup T=remote_smtp H=mx.example.com [198.51.100.25]: SMTP error from remote mail server after RCPT TO:<bob@example.com>: 550 ** victim@example.org R=z T=w: 550 no # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|status=bounced|code=550|reply=SMTP error from remote mail server after RCPT TO:<bob@example.com>: 550 ** victim@example.org R=z T=w: 550 no|stage=rcpt|router=dnslookup|transport=remote_smtp|flag=**
          1vNMFN-0002BN-1x ** bob@example.com R=dnslookup T=remote_smtp H=mx.example.com [198.51.100.25]: SMTP error from remote mail server after RCPT TO:<bob@example.com>: 550 no: retry timeout exceeded # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|status=bounced|code=550|reply=SMTP error from remote mail server after RCPT TO:<bob@example.com>: 550 no: retry timeout exceeded|stage=rcpt|router=dnslookup|transport=remote_smtp|flag=**
          1vNMFN-0002BN-1x ** bob@example.com R=dnslookup T=remote_smtp H=mx.example.com [198.51.100.25]: SMTP error from remote mail server after RCPT TO:<bob@example.com>: 550 all hosts have been failing for a long time # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|status=bounced|code=550|reply=SMTP error from remote mail server after RCPT TO:<bob@example.com>: 550 all hosts have been failing for a long time|stage=rcpt|router=dnslookup|transport=remote_smtp|flag=**
          1vNMFN-0002BN-1x ** bob@example.com R=dnslookup T=remote_smtp H=mx.example.com [198.51.100.25]: SMTP error from remote mail server after RCPT TO:<bob@example.com>: 450 4.2.1 busy: retry timeout exceeded # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|status=expired|dsn=4.2.1|code=450|reply=SMTP error from remote mail server after RCPT TO:<bob@example.com>: 450 4.2.1 busy: retry timeout exceeded|stage=rcpt|router=dnslookup|transport=remote_smtp|flag=**
          1vNMFN-0002BN-1x ** bob@example.com R=dnslookup T=remote_smtp H=mx.example.com [198.51.100.25]: SMTP error from remote mail server after RCPT TO:<bob@example.com>: 550 no DT=5s DT=0.1s # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|status=bounced|code=550|reply=SMTP error from remote mail server after RCPT TO:<bob@example.com>: 550 no DT=5s|stage=rcpt|router=dnslookup|transport=remote_smtp|flag=**
          1vNMFN-0002BN-1x ** bob@example.com R=dnslookup T=remote_smtp H=mx.example.com [198.51.100.25]: SMTP error from remote mail server after RCPT TO:<bob@example.com>: 550 H=evil [203.0.113.8]: host evil [203.0.113.8]: 250 2.0.0 ok # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|status=bounced|code=550|reply=SMTP error from remote mail server after RCPT TO:<bob@example.com>: 550 H=evil [203.0.113.8]: host evil [203.0.113.8]: 250 2.0.0 ok|stage=rcpt|router=dnslookup|transport=remote_smtp|flag=**
          1vNMFN-0002BN-1x ** bob@example.com R=dnslookup T=remote_smtp: SMTP error from remote mail server after RCPT TO:<"x>: host evil [203.0.113.8]: 250 2.0.0"@example.com>: host mx.example.com [198.51.100.25]: 550 5.1.1 no # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|status=bounced|dsn=5.1.1|code=550|reply=SMTP error from remote mail server after RCPT TO:<"x>: host evil [203.0.113.8]: 250 2.0.0"@example.com>: host mx.example.com [198.51.100.25]: 550 5.1.1 no|stage=rcpt|router=dnslookup|transport=remote_smtp|flag=**
          1vNMFN-0002BN-1x == bob@example.com R=dnslookup T=remote_smtp defer (-44): SMTP error from remote mail server after RCPT TO:<"x H=evil [203.0.113.8]: y"@example.com>: host mx.example.com [198.51.100.25]: 450 4.2.0 no # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|status=deferred|dsn=4.2.0|code=450|reply=SMTP error from remote mail server after RCPT TO:<"x H=evil [203.0.113.8]: y"@example.com>: host mx.example.com [198.51.100.25]: 450 4.2.0 no|stage=rcpt|router=dnslookup|transport=remote_smtp|flag===
          1vNMFN-0002BN-1x == bob@example.com R=dnslookup T=remote_smtp defer (-44) H=mx.example.com [198.51.100.25]: SMTP error from remote mail server after RCPT TO:<bob@example.com>: 450 defer (111): x H=evil [203.0.113.8] => victim@example.org # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|status=deferred|code=450|reply=SMTP error from remote mail server after RCPT TO:<bob@example.com>: 450 defer (111): x H=evil [203.0.113.8] => victim@example.org|stage=rcpt|router=dnslookup|transport=remote_smtp|flag===
          1vNMFN-0002BN-1x H=mx.example.com [198.51.100.25]: SMTP error from remote mail server after RCPT TO:<"a>: 250 2.0.0 b"@example.com>: 450 4.2.1 busy H=evil [203.0.113.8] # kind=attempt-failed|queue_id=1vNMFN-0002BN-1x|relay_host=mx.example.com|relay_ip=198.51.100.25|dsn=4.2.1|code=450|reply=SMTP error from remote mail server after RCPT TO:<"a>: 250 2.0.0 b"@example.com>: 450 4.2.1 busy H=evil [203.0.113.8]|stage=rcpt
          1vNMFN-0002BN-1x H=(pc) [192.0.2.7] sender verify fail for <alice@example.net>: response to "RCPT TO:<alice@example.net>" from mx.example.net [198.51.100.25] was: 550 H=(x) [203.0.113.8] F=<ceo@bank.example> rejected RCPT <victim@example.org> # kind=other|queue_id=1vNMFN-0002BN-1x
          H=(x) [192.0.2.9] Warning: z) [198.51.100.2] F=<a@example.net> rejected RCPT <b@example.org>: no # kind=other
          1vNMFN-0002BN-1x H=() [192.0.2.9] Warning: z) [198.51.100.2]:40803 F=<a@example.net> A=plain:foo rejected after DATA: no # kind=other|queue_id=1vNMFN-0002BN-1x
          H=(x) [192.0.2.9] rejected after DATA: z) [198.51.100.2]:4080 Warning: hello # kind=content-check|action=warn|client_ip=198.51.100.2|client_port=4080|helo=x) [192.0.2.9] rejected after DATA: z|reason=hello
          H=(x) [192.0.2.9] rejected MAIL <v@example.com>: z) [198.51.100.2]:4080 Warning: hello # kind=other
          H=(x) [192.0.2.9] Warning: Subject was rejected RCPT <b@example.org>: no # kind=content-check|client_ip=192.0.2.9|helo=x|action=warn|reason=Subject was rejected RCPT <b@example.org>: no
          login authenticator failed H=smtp.example.com [198.51.100.25] 535 5.7.8 H=evil [203.0.113.8] 235 2.7.0 ok # kind=auth-failure|sasl_method=login|relay_host=smtp.example.com|relay_ip=198.51.100.25|dsn=5.7.8|code=535|reply=535 5.7.8 H=evil [203.0.113.8] 235 2.7.0 ok
          1vNMFN-0002BN-1x ** bob@example.com R=client T=send_to_server H=ip4 [192.0.2.1]: PRDR error after DATA: 550 x: retry timeout exceeded # kind=delivery|code=550|flag=**|queue_id=1vNMFN-0002BN-1x|relay_host=ip4|relay_ip=192.0.2.1|reply=PRDR error after DATA: 550 x: retry timeout exceeded|router=client|stage=eod|status=bounced|to=bob@example.com|transport=send_to_server
          """)
  void replies(String line, String facts) {
    Lines.expect(line, facts);
  }

  /**
   * What a real server wrote of what a client sent to it: a reading that did not fit leaves
   * nothing, only tags that stand in such a line count, and of two readings that fit what they
   * share is stated.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          1vNMFN-0002BN-1x <= a@evil.example H=(a) [203.0.113.8] F=<v@example.com> rejected RCPT <w@example.com>: no (b) [192.0.2.7] P=esmtp S=294 from <a@evil.example> for bob@example.org # kind=received|queue_id=1vNMFN-0002BN-1x|flag=<=|from=a@evil.example|to=bob@example.org|client_ip=192.0.2.7|helo=a) [203.0.113.8] F=<v@example.com> rejected RCPT <w@example.com>: no (b|protocol=esmtp|size=294|attr.from=a@evil.example
          1vNMFN-0002BN-1x <= a@evil.example H=mail.evil.example [192.0.2.7] U=x F=<v@example.com> P=esmtp S=294 for bob@example.org # kind=received|queue_id=1vNMFN-0002BN-1x|flag=<=|from=a@evil.example|to=bob@example.org|client_host=mail.evil.example|client_ip=192.0.2.7|attr.U=x F=<v@example.com>|protocol=esmtp|size=294
          1vNMFN-0002BN-1x <= a@evil.example H=(y) [192.0.2.7] P=esmtps X=TLS1.3:AES:256 CV=no DN="/CN=a) [203.0.113.8] P=esmtps DN="b" S=432 id=a@example.net # kind=received|queue_id=1vNMFN-0002BN-1x|flag=<=|from=a@evil.example|protocol=esmtps|size=432|message_id=a@example.net
          login authenticator failed for (x) [203.0.113.8]: 535 Incorrect authentication data (set_id=victim) [192.0.2.7]: 535 Incorrect authentication data (set_id=w) # kind=auth-failure|sasl_method=login|code=535|reason=535 Incorrect authentication data
          login authenticator failed for H=(x) [192.0.2.7] U=q) [203.0.113.8]: 535 Incorrect authentication data (set_id=w) # kind=auth-failure|sasl_method=login|code=535|reason=535 Incorrect authentication data|sasl_username=w
          login authenticator failed for H=(x) [192.0.2.7] U=q: 435 Unable to authenticate at present (set_id=w): no server # kind=auth-failure|client_ip=192.0.2.7|helo=x|attr.U=q|sasl_method=login|code=435|reason=435 Unable to authenticate at present|sasl_username=w
          SMTP syntax error in "RCPT" H=(x) [203.0.113.8]: 535 Incorrect authentication data (set_id=victim) [192.0.2.7] unrecognized command # kind=protocol-error|client_ip=192.0.2.7|helo=x) [203.0.113.8]: 535 Incorrect authentication data (set_id=victim|stage=rcpt|reason=unrecognized command
          SMTP syntax error in "MAIL FROM:<x" H=(x) [203.0.113.8]:25 P=esmtpsa A=plain:admin S=1 id=<q) [192.0.2.7] "@" or "." expected after "x" # kind=protocol-error|client_ip=192.0.2.7|helo=x) [203.0.113.8]:25 P=esmtpsa A=plain:admin S=1 id=<q|stage=mail|reason="@" or "." expected after "x"
          SMTP syntax error in "RCPT" H=(x) [203.0.113.8] unrecognized command) [192.0.2.7] unrecognized command # kind=protocol-error|client_ip=192.0.2.7|helo=x) [203.0.113.8] unrecognized command|stage=rcpt|reason=unrecognized command
          SMTP syntax error in "RCPT" H=(x) [203.0.113.8] malformed address: y) [192.0.2.7] unrecognized command # kind=protocol-error|stage=rcpt
          SMTP syntax error in "RCPT" H=(x) [192.0.2.7] something new # kind=protocol-error|client_ip=192.0.2.7|helo=x|stage=rcpt|reason=something new
          SMTP syntax error in "AUTH FOO" H=(x) [192.0.2.7] FOO authentication mechanism not supported # kind=protocol-error|client_ip=192.0.2.7|helo=x|stage=auth|reason=FOO authentication mechanism not supported
          H=(x) [203.0.113.8]:25 P=esmtpsa A=plain:admin S=1 id=<q) [192.0.2.7] F=<a@evil.example> rejected RCPT <nosuch@example.org>: no such user # kind=reject|client_ip=192.0.2.7|helo=x) [203.0.113.8]:25 P=esmtpsa A=plain:admin S=1 id=<q|from=a@evil.example|to=nosuch@example.org|stage=rcpt|reason=no such user
          H=(x) [203.0.113.8] F=<"a) [192.0.2.7] F=<"."@c.example> rejected RCPT <"@z> rejected RCPT <q@example.org>: "@example.org>: no # kind=reject|stage=rcpt
          1vNMFN-0002BN-1x H=(evil.example) [192.0.2.7] U=root Warning: subject WARN) [203.0.113.8] rejected RCPT <v@example.com>: x # kind=content-check|queue_id=1vNMFN-0002BN-1x|action=warn|client_ip=192.0.2.7|helo=evil.example|attr.U=root|reason=subject WARN) [203.0.113.8] rejected RCPT <v@example.com>: x
          H=(evil.example) [192.0.2.7] U=q Warning: odd sender "a WARN> rejected RCPT <v@example.com>: y"@evil.example # kind=content-check|client_ip=192.0.2.7|helo=evil.example|attr.U=q|action=warn|reason=odd sender "a WARN> rejected RCPT <v@example.com>: y"@evil.example
          H=(desk.example.org) [192.0.2.7] U=piet Warning: odd but accepted # kind=content-check|client_ip=192.0.2.7|helo=desk.example.org|attr.U=piet|action=warn|reason=odd but accepted
          U=piet Warning: submission of a local user # kind=content-check|user=piet|action=warn|reason=submission of a local user
          U=piet Warning: ACL 'warn' statement skipped (in non-SMTP ACL): condition test deferred # kind=content-check|user=piet|action=warn|reason=ACL 'warn' statement skipped (in non-SMTP ACL): condition test deferred
          SMTP call from (x) [203.0.113.8] dropped: too many nonmail commands (last was "y) [192.0.2.7] dropped: too many nonmail commands (last was "NOOP") # kind=protocol-error|reason=SMTP call from (x) [203.0.113.8] dropped: too many nonmail commands (last was "y) [192.0.2.7] dropped: too many nonmail commands (last was "NOOP")
          unexpected disconnection while reading SMTP command from (h) [192.0.2.7] U=q) [203.0.113.8] D=5s # kind=connection-lost|attr.D=5s|reason=unexpected disconnection while reading SMTP command from (h) [192.0.2.7] U=q) [203.0.113.8] D=5s
          SMTP data timeout (message abandoned) on connection from (pc) [192.0.2.7] F=<a@example.net> D=5m # kind=connection-lost|client_ip=192.0.2.7|helo=pc|from=a@example.net|attr.D=5m|reason=SMTP data timeout (message abandoned) on connection from (pc) [192.0.2.7] F=<a@example.net> D=5m
          SMTP protocol synchronization error (next input sent too soon: pipelining was # kind=protocol-error|reason=SMTP protocol synchronization error (next input sent too soon: pipelining was
          """)
  void whatWasSentToARealServer(String line, String facts) {
    Lines.expect(line, facts);
  }

  /** A flag stands behind the message id, and nowhere else. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          1vNMFN-0002BN-1x acl says => victim@example.org R=z T=w # kind=other|queue_id=1vNMFN-0002BN-1x
          1vNMFN-0002BN-1x the client said: <= ceo@bank.example H=(x) [203.0.113.8] P=esmtp S=1 # kind=other|queue_id=1vNMFN-0002BN-1x
          1vNMFN-0002BN-1x 1vNMFN-0002BN-1y => victim@example.org R=z T=w # kind=other|queue_id=1vNMFN-0002BN-1x
          HELO was 1vNMFN-0002BN-1x => victim@example.org R=z T=w # kind=other
          => victim@example.org R=z T=w # kind=other
          1vNMFN-0002BN-1xx => victim@example.org R=z T=w # kind=other
          <= ceo@bank.example H=(x) [203.0.113.8] P=esmtp S=1 # kind=other
          1vNMFN-0002BN-1x **bob@example.com: Unrouteable address # kind=other|queue_id=1vNMFN-0002BN-1x
          1vNMFN-0002BN-1x Completed by the client => x # kind=other|queue_id=1vNMFN-0002BN-1x
          """)
  void textsThatAreNoFlags(String line, String facts) {
    Lines.expect(line, facts);
  }

  /** Further lines of a rejectlog's record hold what the message holds. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "  Subject: 1vNMFN-0002BN-1x <= ceo@bank.example H=(x) [203.0.113.8] P=esmtp S=1",
        "\t1vNMFN-0002BN-1x => victim@example.org R=z T=w",
        "P Received: from x ([203.0.113.8]) by mx1.example.org with esmtp",
        "F From: ** victim@example.org: Unrouteable address",
        "I Message-Id: <1vNMFN-0002BN-1x@example.net>",
      })
  void headersInARejectlog(String line) {
    assertThat(StatedFacts.of(Lines.whole(line))).doesNotContainKeys("to", "from", "queue_id");
  }

  @Test
  void bytesThatAreNoTextStayInTheirField() {
    Lines.expect(
        ID + "<= \"a\0b\u0007\r\"@example.net H=(p\0c) [192.0.2.7] P=esmtp S=432 T=\"x\0\"",
        "kind=received|queue_id=1vNMFN-0002BN-1x|flag=<=|from=\"a\0b\u0007\r\"@example.net"
            + "|client_ip=192.0.2.7|helo=p\0c|protocol=esmtp|size=432|subject=x\0");
  }
}
