package io.maillog.exim;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.event.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines as Exim writes them, of every family and of old releases, and all that they state. */
class EximLinesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          1vNMFN-0002BN-1x <= alice@example.org H=mail.example.org [192.0.2.10] P=esmtp S=4821 id=one@mail.example.org # kind=received|queue_id=1vNMFN-0002BN-1x|message_id=one@mail.example.org|from=alice@example.org|client_host=mail.example.org|client_ip=192.0.2.10|protocol=esmtp|size=4821|flag=<=
          1vNMFN-000000005Qd-0Ikb <= alice@example.org H=mail.example.org (mx.example.org) [192.0.2.10]:41516 P=esmtps X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=no SNI="mx.example.com" S=4821 id=one@mail.example.org # kind=received|queue_id=1vNMFN-000000005Qd-0Ikb|message_id=one@mail.example.org|from=alice@example.org|client_host=mail.example.org|client_ip=192.0.2.10|client_port=41516|helo=mx.example.org|protocol=esmtps|size=4821|tls_protocol=TLS1.3|tls_cipher=TLS_AES_256_GCM_SHA384|tls_bits=256|flag=<=|tls_trust=no|attr.SNI=mx.example.com
          1vNMFN-0002BN-1x <= alice@example.org H=([192.0.2.10]) [192.0.2.10] P=smtp S=432 # kind=received|queue_id=1vNMFN-0002BN-1x|from=alice@example.org|client_ip=192.0.2.10|helo=[192.0.2.10]|protocol=smtp|size=432|flag=<=
          1vNMFN-0002BN-1x <= alice@example.org H=(pc) [2001:db8::25] P=esmtpsa X=TLS1.3:TLS_AES_256_GCM_SHA384:256:X25519* CV=no A=plain:bob:smith:carol@example.org S=432 id=one@mail.example.org # kind=received|queue_id=1vNMFN-0002BN-1x|message_id=one@mail.example.org|from=alice@example.org|client_ip=2001:db8::25|helo=pc|protocol=esmtpsa|sasl_method=plain|size=432|tls_protocol=TLS1.3|tls_cipher=TLS_AES_256_GCM_SHA384|tls_bits=256|flag=<=|tls_trust=no
          1vNMFN-0002BN-1x <= alice@example.org H=[192.0.2.10] P=asmtp A=login:bob S=432 # kind=received|queue_id=1vNMFN-0002BN-1x|from=alice@example.org|client_ip=192.0.2.10|protocol=asmtp|sasl_method=login|sasl_username=bob|size=432|flag=<=
          1vNMFN-0002BN-1x <= alice@example.org U=alice Ci=8001 P=local S=432 id=one@mail.example.org # kind=received|queue_id=1vNMFN-0002BN-1x|message_id=one@mail.example.org|from=alice@example.org|protocol=local|user=alice|size=432|flag=<=|attr.Ci=8001
          1vNMFN-0002BN-1x <= alice@example.org U=alice P=local S=432 id*=E1vNMFN-0002BN-1x@mx1.example.org # kind=received|queue_id=1vNMFN-0002BN-1x|message_id=E1vNMFN-0002BN-1x@mx1.example.org|from=alice@example.org|protocol=local|user=alice|size=432|flag=<=
          1vNMFN-0002BN-1x <= <> R=1vNMFM-0002BM-1w U=Debian-exim P=local S=1748 T="Mail delivery failed: returning message to sender" # kind=received|queue_id=1vNMFN-0002BN-1x|parent_queue_id=1vNMFM-0002BM-1w|from=|subject=Mail delivery failed: returning message to sender|protocol=local|user=Debian-exim|size=1748|flag=<=
          1vNMFN-0002BN-1x <= alice@example.org DS H=mail.example.org (pc) [192.0.2.10]:41516 I=[192.0.2.25]:25 TFO* U=ident Ci=8001 P=esmtps L* X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=yes DN="/C=GB/O=Example, Ltd/CN=mail.example.org" SNI=mx.example.com A=plain:bob:carol@example.org PRDR PRX=192.0.2.99 K S=4821 M8S=8 DKIM=example.org ARC DMARC RT=0.149s Q=slow id=one@mail.example.org T="say \\"hi\\" to C:\\\\ \\t\\303\\274" from <raw@example.org> for bob@example.com "a b"@example.com # kind=received|queue_id=1vNMFN-0002BN-1x|message_id=one@mail.example.org|from=alice@example.org|to=bob@example.com|subject=say "hi" to C:\\ <TAB>ü|client_host=mail.example.org|client_ip=192.0.2.10|client_port=41516|helo=pc|protocol=esmtps|sasl_method=plain|size=4821|tls_protocol=TLS1.3|tls_cipher=TLS_AES_256_GCM_SHA384|tls_bits=256|flag=<=|attr.I=[192.0.2.25]:25|tls_trust=yes|attr.DN=/C=GB/O=Example, Ltd/CN=mail.example.org|attr.SNI=mx.example.com|attr.PRX=192.0.2.99|attr.M8S=8|attr.DKIM=example.org|attr.RT=0.149s|attr.Q=slow|attr.from=raw@example.org|recipients=bob@example.com "a b"@example.com
          1vNMFN-0002BN-1x <= alice@example.org DS H=mail.example.org (pc) [192.0.2.10]:41516 I=[192.0.2.25]:25 TFO* Ci=8001 P=esmtps L* X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=yes DN="/C=GB/O=Example, Ltd/CN=mail.example.org" SNI=mx.example.com A=plain:bob:carol@example.org PRDR PRX=192.0.2.99 K S=4821 M8S=8 DKIM=example.org ARC DMARC RT=0.149s Q=slow id=one@mail.example.org T="say \\"hi\\" to C:\\\\ \\t\\303\\274" from <raw@example.org> for bob@example.com "a b"@example.com # kind=received|queue_id=1vNMFN-0002BN-1x|message_id=one@mail.example.org|from=alice@example.org|to=bob@example.com|subject=say "hi" to C:\\ <TAB>ü|client_host=mail.example.org|client_ip=192.0.2.10|client_port=41516|helo=pc|protocol=esmtps|sasl_method=plain|size=4821|tls_protocol=TLS1.3|tls_cipher=TLS_AES_256_GCM_SHA384|tls_bits=256|flag=<=|attr.I=[192.0.2.25]:25|tls_trust=yes|attr.DN=/C=GB/O=Example, Ltd/CN=mail.example.org|attr.SNI=mx.example.com|attr.PRX=192.0.2.99|attr.M8S=8|attr.DKIM=example.org|attr.RT=0.149s|attr.Q=slow|attr.from=raw@example.org|recipients=bob@example.com "a b"@example.com|attr.Ci=8001
          1vNMFN-0002BN-1x <= üser@example.org H=mail.example.org [192.0.2.10] P=utf8esmtp S=432 id=one@mail.example.org # kind=received|queue_id=1vNMFN-0002BN-1x|message_id=one@mail.example.org|from=üser@example.org|client_host=mail.example.org|client_ip=192.0.2.10|protocol=utf8esmtp|size=432|flag=<=
          1vNMFN-0002BN-1x <= "name with spaces"@example.org H=mail.example.org [192.0.2.10] P=esmtp S=432 # kind=received|queue_id=1vNMFN-0002BN-1x|from="name with spaces"@example.org|client_host=mail.example.org|client_ip=192.0.2.10|protocol=esmtp|size=432|flag=<=
          1vNMFN-0002BN-1x <= first\\ second@example.org H=mail.example.org [192.0.2.10] P=esmtp S=432 # kind=received|queue_id=1vNMFN-0002BN-1x|from=first\\ second@example.org|client_host=mail.example.org|client_ip=192.0.2.10|protocol=esmtp|size=432|flag=<=
          1vNMFN-0002BN-1x <= alice@example.org H=mail.example.org [192.0.2.10] P=esmtp PRX=192.0.2.99 S=432 # kind=received|queue_id=1vNMFN-0002BN-1x|from=alice@example.org|client_host=mail.example.org|client_ip=192.0.2.10|protocol=esmtp|size=432|flag=<=|attr.PRX=192.0.2.99
          1vNMFN-0002BN-1x (= alice@example.org H=mail.example.org (pc) [192.0.2.10] P=esmtp S=432 id=one@mail.example.org # kind=received|queue_id=1vNMFN-0002BN-1x|message_id=one@mail.example.org|from=alice@example.org|client_host=mail.example.org|client_ip=192.0.2.10|helo=pc|protocol=esmtp|size=432|flag=(=
          1vNMFN-0002BN-1x <= alice@example.org H=mail.example.org [192.0.2.10] P=esmtp NEW9=x S=432 id=one@mail.example.org # kind=received|queue_id=1vNMFN-0002BN-1x|message_id=one@mail.example.org|from=alice@example.org|client_host=mail.example.org|client_ip=192.0.2.10|protocol=esmtp|size=432|flag=<=|attr.NEW9=x
          1vNMFN-0002BN-1x <= alice@example.org H=mail.example.org [192.0.2.10] P=esmtp S=432 for bob@example.com carol@exam<trunc> # kind=received|queue_id=1vNMFN-0002BN-1x|from=alice@example.org|to=bob@example.com|client_host=mail.example.org|client_ip=192.0.2.10|protocol=esmtp|size=432|flag=<=
          1vNMFN-0002BN-1x <= alice@example.org H=mail.example.org [192.0.2.10] P=esmtp S=432 T="a subject that is cu # kind=received|queue_id=1vNMFN-0002BN-1x|from=alice@example.org|subject=a subject that is cu|client_host=mail.example.org|client_ip=192.0.2.10|protocol=esmtp|size=432|flag=<=
          1vNMFN-0002BN-1x rescind the above message-accept # kind=queue-action|queue_id=1vNMFN-0002BN-1x|reason=rescind the above message-accept|action=delete
          1vNMFN-0002BN-1x <= ann@example.net H=mail.example.net (pc) [192.0.2.7]:4444 P=esmtp L.- S=432 id=a@example.net # kind=received|client_host=mail.example.net|client_ip=192.0.2.7|client_port=4444|flag=<=|from=ann@example.net|helo=pc|message_id=a@example.net|protocol=esmtp|queue_id=1vNMFN-0002BN-1x|size=432
          1vNMFN-0002BN-1x <= ann@example.net H=mail.example.net (pc) [192.0.2.7]:4444 P=esmtp L*- S=432 id=a@example.net # kind=received|client_host=mail.example.net|client_ip=192.0.2.7|client_port=4444|flag=<=|from=ann@example.net|helo=pc|message_id=a@example.net|protocol=esmtp|queue_id=1vNMFN-0002BN-1x|size=432
          1vNMFN-0002BN-1x <= ann@example.net H=(pc) [192.0.2.7] P=esmtpsa X=TLS1.3:AES:256 CV=no A=plain:bob smith S=432 id=a@example.net # kind=received|tls_trust=no|client_ip=192.0.2.7|flag=<=|from=ann@example.net|helo=pc|message_id=a@example.net|protocol=esmtpsa|queue_id=1vNMFN-0002BN-1x|sasl_method=plain|sasl_username=bob smith|size=432|tls_bits=256|tls_cipher=AES|tls_protocol=TLS1.3
          1vNMFN-0002BN-1x <= ann@example.net H=(pc) [192.0.2.7] P=esmtpsa A=cram:bob: S=432 id=a@example.net # kind=received|client_ip=192.0.2.7|flag=<=|from=ann@example.net|helo=pc|message_id=a@example.net|protocol=esmtpsa|queue_id=1vNMFN-0002BN-1x|sasl_method=cram|size=432
          1vNMFN-0002BN-1x <= ann@example.net H=(pc) [192.0.2.7] P=esmtpsa A=ext:C=DE,CN=Bob: the builder S=432 id=a@example.net # kind=received|client_ip=192.0.2.7|flag=<=|from=ann@example.net|helo=pc|message_id=a@example.net|protocol=esmtpsa|queue_id=1vNMFN-0002BN-1x|sasl_method=ext|size=432
          1vNMFN-0002BN-1x <= ann@example.net U=Bob the Great P=local S=432 id=a@example.net # kind=received|flag=<=|from=ann@example.net|message_id=a@example.net|protocol=local|queue_id=1vNMFN-0002BN-1x|size=432|user=Bob the Great
          """)
  void arrivals(String line, String facts) {
    Lines.expect(line.strip(), facts);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          1vNMFN-0002BN-1x => bob@example.com R=dnslookup T=remote_smtp H=mx.example.com [198.51.100.25] X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=yes DN="/CN=mx.example.com" C="250 2.0.0 Ok: queued as 4F1AB18C3E9" # kind=delivery|queue_id=1vNMFN-0002BN-1x|remote_queue_id=4F1AB18C3E9|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|status=sent|dsn=2.0.0|code=250|reply=250 2.0.0 Ok: queued as 4F1AB18C3E9|tls_protocol=TLS1.3|tls_cipher=TLS_AES_256_GCM_SHA384|tls_bits=256|tls_trust=yes|router=dnslookup|transport=remote_smtp|flag==>|attr.DN=/CN=mx.example.com
          1vNMFN-0002BN-1x => bob@example.com <b@example.org> F=<alice@example.org> Q=slow P=<srs@example.org> R=dnslookup T=remote_smtp S=4900 H=mx.example.com [198.51.100.25]:25* PRX=[192.0.2.99]:1080 I=[192.0.2.25]:41516 TFO PS=smtp X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=dane DN="/CN=mx" A=plain:relay L PRDR K DKIM=example.org C="250- 3nn byte chunk, total 3nn\\\\n250 OK id=1vNMFO-0002BO-1y" QT=2m42s DT=0.149s # kind=delivery|queue_id=1vNMFN-0002BN-1x|remote_queue_id=1vNMFO-0002BO-1y|from=alice@example.org|to=bob@example.com|orig_to=b@example.org|relay_host=mx.example.com|relay_ip=198.51.100.25|relay_port=25|size=4900|delay=162|status=sent|code=250|reply=250- 3nn byte chunk, total 3nn<LF>250 OK id=1vNMFO-0002BO-1y|tls_protocol=TLS1.3|tls_cipher=TLS_AES_256_GCM_SHA384|tls_bits=256|tls_trust=dane|router=dnslookup|transport=remote_smtp|flag==>|attr.Q=slow|attr.P=<srs@example.org>|attr.PRX=[192.0.2.99]:1080|attr.I=[192.0.2.25]:41516|attr.PS=smtp|attr.DN=/CN=mx|attr.A=plain:relay|attr.DKIM=example.org|attr.DT=0.149s
          1vNMFN-0002BN-1x => bob@example.com (list@example.org, all@example.org) <everybody@example.org> R=dnslookup T=remote_smtp H=mx.example.com [2001:db8::25] C="250 OK" # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|orig_to=everybody@example.org|relay_host=mx.example.com|relay_ip=2001:db8::25|status=sent|code=250|reply=250 OK|router=dnslookup|transport=remote_smtp|flag==>
          1vNMFN-0002BN-1x -> carol@example.com R=dnslookup T=remote_smtp H=mx.example.com [198.51.100.25] C="250 OK" # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=carol@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|status=sent|code=250|reply=250 OK|router=dnslookup|transport=remote_smtp|flag=->
          1vNMFN-0002BN-1x => bob <bob@example.org> F=<> P=<> R=localuser T=local_delivery S=512 QT=1d2h3m4s DT=0s # kind=delivery|queue_id=1vNMFN-0002BN-1x|from=|to=bob|orig_to=bob@example.org|size=512|delay=93784|status=sent|router=localuser|transport=local_delivery|flag==>|attr.P=<>|attr.DT=0s
          1vNMFN-0002BN-1x => bob <bob@example.org> R=localuser T=local_delivery ST=archive (could not open) # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob|orig_to=bob@example.org|status=sent|router=localuser|transport=local_delivery|flag==>|attr.ST=archive
          1vNMFN-0002BN-1x => bob@example.org R=lmtp T=dovecot_lmtp C="250 2.0.0 <bob@example.org> Saved" # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.org|status=sent|dsn=2.0.0|code=250|reply=250 2.0.0 <bob@example.org> Saved|router=lmtp|transport=dovecot_lmtp|flag==>
          1vNMFN-0002BN-1x => |/bin/sh -c "cat >file" <pipe@example.org> R=system_aliases T=address_pipe # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=|/bin/sh -c "cat >file"|orig_to=pipe@example.org|status=sent|router=system_aliases|transport=address_pipe|flag==>
          1vNMFN-0002BN-1x => |/usr/bin/procmail -d bob (bob@example.org) <staff@example.org> R=userforward T=address_pipe # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=|/usr/bin/procmail -d bob|orig_to=staff@example.org|status=sent|router=userforward|transport=address_pipe|flag==>
          1vNMFN-0002BN-1x => /var/mail/my archive <bob@example.org> R=userforward T=address_file # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=/var/mail/my archive|orig_to=bob@example.org|status=sent|router=userforward|transport=address_file|flag==>
          1vNMFN-0002BN-1x => save inbox <bob@example.org> R=userforward T=address_file # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=save inbox|orig_to=bob@example.org|status=sent|router=userforward|transport=address_file|flag==>
          1vNMFN-0002BN-1x => >alice@example.org <bob@example.org> R=userforward T=address_reply # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=>alice@example.org|orig_to=bob@example.org|status=sent|router=userforward|transport=address_reply|flag==>
          1vNMFN-0002BN-1x => /dev/null (faq@example.org) <faq@example.org> T=**bypassed** # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=faq@example.org|orig_to=faq@example.org|status=discarded|transport=**bypassed**|flag==>
          1vNMFN-0002BN-1x => a b@example.org <"a b"@example.org> R=virtual T=virtual_delivery # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=a b@example.org|orig_to="a b"@example.org|status=sent|router=virtual|transport=virtual_delivery|flag==>
          1vNMFN-0002BN-1x => x.y z@example.com <"x.y z"@example.com> R=dnslookup T=remote_smtp H=mx.example.com [198.51.100.25] C="250 OK" # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=x.y z@example.com|orig_to="x.y z"@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|status=sent|code=250|reply=250 OK|router=dnslookup|transport=remote_smtp|flag==>
          1vNMFN-0002BN-1x >> bob@example.com R=dnslookup T=remote_smtp H=mx.example.com [198.51.100.25] C="250 OK id=1vNMFO-0002BO-1y" # kind=delivery|queue_id=1vNMFN-0002BN-1x|remote_queue_id=1vNMFO-0002BO-1y|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|status=sent|code=250|reply=250 OK id=1vNMFO-0002BO-1y|router=dnslookup|transport=remote_smtp|flag=>>
          1vNMFN-0002BN-1x *> bob@example.com R=dnslookup T=remote_smtp C="delivery bypassed by -N option" # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|reply=delivery bypassed by -N option|router=dnslookup|transport=remote_smtp|flag=*>
          1vNMFN-0002BN-1x H=mail.example.org (pc) [192.0.2.10] bob@example.com F=<alice@example.org> rejected after DATA: R=dnslookup T=remote_smtp H=mx.example.com [198.51.100.25]: SMTP error from remote mail server after end of data: 550 5.7.1 no # kind=reject|queue_id=1vNMFN-0002BN-1x|from=alice@example.org|to=bob@example.com|client_host=mail.example.org|client_ip=192.0.2.10|helo=pc|relay_host=mx.example.com|relay_ip=198.51.100.25|stage=eod|router=dnslookup|transport=remote_smtp
          1vNMFN-0002BN-1x => :blackhole: <bob@example.org> R=system_aliases # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.org|orig_to=bob@example.org|status=discarded|router=system_aliases|flag==>
          1vNMFN-0002BN-1x => discarded <bob@example.org> R=userforward # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.org|orig_to=bob@example.org|status=discarded|router=userforward|flag==>
          1vNMFN-0002BN-1x => discarded (system filter) # kind=delivery|queue_id=1vNMFN-0002BN-1x|status=discarded|reason=system filter|flag==>
          1vNMFN-0002BN-1x => blackhole (non-SMTP ACL discarded recipients) # kind=delivery|queue_id=1vNMFN-0002BN-1x|status=discarded|reason=non-SMTP ACL discarded recipients|flag==>
          1vNMFN-0002BN-1x => blackhole (local_scan() discarded recipients): too many # kind=delivery|queue_id=1vNMFN-0002BN-1x|status=discarded|reason=too many|flag==>
          1vNMFN-0002BN-1x => blackhole (DATA ACL discarded recipients): spam found # kind=delivery|queue_id=1vNMFN-0002BN-1x|status=discarded|reason=spam found|flag==>
          1vNMFN-0002BN-1x => blackhole spam score too high # kind=delivery|queue_id=1vNMFN-0002BN-1x|status=discarded|reason=spam score too high|flag==>
          1vNMFN-0002BN-1x => blackhole spam score too high: policy H=x R=y # kind=delivery|queue_id=1vNMFN-0002BN-1x|status=discarded|reason=spam score too high: policy H=x R=y|flag==>
          1vNMFN-0002BN-1x => blackhole <ann@example.net> is a spammer # kind=delivery|queue_id=1vNMFN-0002BN-1x|status=discarded|reason=<ann@example.net> is a spammer|flag==>
          1vNMFN-0002BN-1x => blackhole (found by hand) # kind=delivery|queue_id=1vNMFN-0002BN-1x|status=discarded|reason=(found by hand)|flag==>
          1vNMFN-0002BN-1x => blackhole <blackhole@example.org> R=local_user T=local_delivery # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=blackhole|orig_to=blackhole@example.org|status=sent|router=local_user|transport=local_delivery|flag==>
          1vNMFN-0002BN-1x => blackhole (sink@example.org) <nobody@example.org> R=local_user T=local_delivery # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=blackhole|orig_to=nobody@example.org|status=sent|router=local_user|transport=local_delivery|flag==>
          1vNMFN-0002BN-1x => blackhole@example.com R=dnslookup T=remote_smtp H=mx.example.com [198.51.100.25] # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=blackhole@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|status=sent|router=dnslookup|transport=remote_smtp|flag==>
          1vNMFN-0002BN-1x => bob@example.com R=dnslookup T=remote_smtp H=mx.example.com DS [198.51.100.25] X=TLS1.3:AES:256 CV=dane DN="CN=mx.example.com" C="250 OK id=1xVhPH-000000005Qe-0Abc" # kind=delivery|attr.DN=CN=mx.example.com|code=250|flag==>|queue_id=1vNMFN-0002BN-1x|relay_host=mx.example.com|relay_ip=198.51.100.25|remote_queue_id=1xVhPH-000000005Qe-0Abc|reply=250 OK id=1xVhPH-000000005Qe-0Abc|router=dnslookup|status=sent|tls_bits=256|tls_cipher=AES|tls_protocol=TLS1.3|tls_trust=dane|to=bob@example.com|transport=remote_smtp
          1vNMFN-0002BN-1x => bob@example.org R=r T=t H=a [192.0.2.1] A=plain:bob smith C="250 ok" # kind=delivery|attr.A=plain:bob smith|code=250|flag==>|queue_id=1vNMFN-0002BN-1x|relay_host=a|relay_ip=192.0.2.1|reply=250 ok|router=r|status=sent|to=bob@example.org|transport=t
          1vNMFN-0002BN-1x => |/bin/sh -c "cat: x" <bob@example.org> R=uf T=address_pipe # kind=delivery|flag==>|orig_to=bob@example.org|queue_id=1vNMFN-0002BN-1x|router=uf|status=sent|to=|/bin/sh -c "cat: x"|transport=address_pipe
          1vNMFN-0002BN-1x => /home/bob/a: b/x <bob@example.org> R=uf T=address_file # kind=delivery|flag==>|orig_to=bob@example.org|queue_id=1vNMFN-0002BN-1x|router=uf|status=sent|to=/home/bob/a: b/x|transport=address_file
          1vNMFN-0002BN-1x H=(pc) [192.0.2.7] bob@target.example <alias@example.org> F=<ann@example.net> rejected after DATA: R=r T=t H=a [192.0.2.1] C="550 no" # kind=reject|client_ip=192.0.2.7|code=550|from=ann@example.net|helo=pc|orig_to=alias@example.org|queue_id=1vNMFN-0002BN-1x|relay_host=a|relay_ip=192.0.2.1|reply=550 no|router=r|stage=eod|to=bob@target.example|transport=t
          1vNMFN-0002BN-1x U=CALLER Usere@example.com F=<c@example.org> P=<c@example.org> tmp-reject from cutthrough after DATA: R=all T=smtp H=a [198.51.100.25] C="459 no" # kind=reject|code=459|from=c@example.org|queue_id=1vNMFN-0002BN-1x|relay_host=a|relay_ip=198.51.100.25|reply=459 no|router=all|stage=eod|to=Usere@example.com|transport=smtp|user=CALLER
          1vNMFN-0002BN-1x H=(pc) [192.0.2.7] bob@example.com (list@example.org, x@example.org) <all@example.org> F=<c@example.net> rejected after DATA: R=all T=smtp H=a [198.51.100.25] C="550 no" # kind=reject|client_ip=192.0.2.7|code=550|from=c@example.net|helo=pc|orig_to=all@example.org|queue_id=1vNMFN-0002BN-1x|relay_host=a|relay_ip=198.51.100.25|reply=550 no|router=all|stage=eod|to=bob@example.com|transport=smtp
          1vNMFN-0002BN-1x => discarded <discarded@example.org> R=local_user T=maildir # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=discarded|orig_to=discarded@example.org|status=sent|router=local_user|transport=maildir|flag==>
          1vNMFN-0002BN-1x => /dev/null <bob@example.org> R=userforward T=address_file # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=/dev/null|orig_to=bob@example.org|status=sent|router=userforward|transport=address_file|flag==>
          1vNMFN-0002BN-1x => a <b@x.example c <"A <b@x.example C"@example.org> R=all T=local # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=a <b@x.example c|orig_to="A <b@x.example C"@example.org|status=sent|router=all|transport=local|flag==>
          """)
  void deliveries(String line, String facts) {
    Lines.expect(line.strip(), facts);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          1vNMFN-0002BN-1x == bob@example.com R=dnslookup T=remote_smtp defer (-44) H=mx.example.com [198.51.100.25] DT=1s: SMTP error from remote mail server after RCPT TO:<bob@example.com>: 450 4.2.1 mailbox busy # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|status=deferred|dsn=4.2.1|code=450|reply=SMTP error from remote mail server after RCPT TO:<bob@example.com>: 450 4.2.1 mailbox busy|stage=rcpt|router=dnslookup|transport=remote_smtp|flag===
          1vNMFN-0002BN-1x == bob@example.com R=dnslookup T=remote_smtp defer (-44): SMTP error from remote mail server after RCPT TO:<bob@example.com>: host mx.example.com [198.51.100.25]: 450 4.2.1 mailbox busy # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|status=deferred|dsn=4.2.1|code=450|reply=SMTP error from remote mail server after RCPT TO:<bob@example.com>: host mx.example.com [198.51.100.25]: 450 4.2.1 mailbox busy|stage=rcpt|router=dnslookup|transport=remote_smtp|flag===
          1vNMFN-0002BN-1x == bob@example.com <b@example.org> R=dnslookup T=remote_smtp defer (-45) H=mx.example.com [198.51.100.25]: SMTP error from remote mail server after MAIL FROM:<alice@example.org> SIZE=4821: 451 4.7.1 greylisted # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|orig_to=b@example.org|relay_host=mx.example.com|relay_ip=198.51.100.25|status=deferred|dsn=4.7.1|code=451|reply=SMTP error from remote mail server after MAIL FROM:<alice@example.org> SIZE=4821: 451 4.7.1 greylisted|stage=mail|router=dnslookup|transport=remote_smtp|flag===
          1vNMFN-0002BN-1x == bob@example.com R=dnslookup T=remote_smtp defer (-46) H=mx.example.com [198.51.100.25]: SMTP error from remote mail server after end of data: 451-4.3.2 later\\n451 4.3.2 much later # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|status=deferred|dsn=4.3.2|code=451|reply=SMTP error from remote mail server after end of data: 451-4.3.2 later<LF>451 4.3.2 much later|stage=eod|router=dnslookup|transport=remote_smtp|flag===
          1vNMFN-0002BN-1x == bob@example.org R=lmtp T=dovecot_lmtp defer (-44): LMTP error after RCPT TO:<bob@example.org>: 452 4.2.2 quota # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.org|status=deferred|dsn=4.2.2|code=452|reply=LMTP error after RCPT TO:<bob@example.org>: 452 4.2.2 quota|stage=rcpt|router=lmtp|transport=dovecot_lmtp|flag===
          1vNMFN-0002BN-1x == bob@example.com R=dnslookup T=remote_smtp defer (111): Connection refused H=mx.example.com [198.51.100.25] # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|status=deferred|reply=Connection refused|reason=Connection refused|router=dnslookup|transport=remote_smtp|flag===
          1vNMFN-0002BN-1x == bob@example.com R=dnslookup T=remote_smtp defer (110): Connection timed out H=mx.example.com [198.51.100.25]: SMTP timeout after RCPT TO:<bob@example.com> # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|status=deferred|reply=SMTP timeout after RCPT TO:<bob@example.com>|reason=Connection timed out|router=dnslookup|transport=remote_smtp|flag===|stage=rcpt
          1vNMFN-0002BN-1x == bob@example.com R=dnslookup T=remote_smtp defer (111): Connection refused # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|status=deferred|reply=Connection refused|router=dnslookup|transport=remote_smtp|flag===
          1vNMFN-0002BN-1x == bob@example.com R=dnslookup T=remote_smtp defer (-18) H=mx.example.com [198.51.100.25]: Remote host closed connection in response to pipelined MAIL FROM:<alice@example.org> # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|status=deferred|reply=Remote host closed connection in response to pipelined MAIL FROM:<alice@example.org>|router=dnslookup|transport=remote_smtp|flag===|stage=mail
          1vNMFN-0002BN-1x == bob@example.com R=dnslookup T=remote_smtp defer (-18): Remote host mx.example.com [198.51.100.25] closed connection in response to end of data # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|status=deferred|reply=Remote host mx.example.com [198.51.100.25] closed connection in response to end of data|router=dnslookup|transport=remote_smtp|flag===|stage=eod
          1vNMFN-0002BN-1x == bob@example.com R=dnslookup T=remote_smtp defer (-37) H=mx.example.com [198.51.100.25]: TLS session: (SSL_connect): error:0A000086 # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|status=deferred|reply=TLS session: (SSL_connect): error:0A000086|router=dnslookup|transport=remote_smtp|flag===
          1vNMFN-0002BN-1x == bob@example.com R=dnslookup T=remote_smtp defer (-53): retry time not reached for any host for 'example.com' # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|status=deferred|reply=retry time not reached for any host for 'example.com'|router=dnslookup|transport=remote_smtp|flag===
          1vNMFN-0002BN-1x == bob@example.com routing defer (-51): retry time not reached # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|status=deferred|reply=retry time not reached|flag===
          1vNMFN-0002BN-1x == bob@example.com routing defer (-52): retry time not reached # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|status=deferred|reply=retry time not reached|flag===
          1vNMFN-0002BN-1x == bob@example.com R=dnslookup defer (-1): host lookup did not complete # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|status=deferred|reply=host lookup did not complete|router=dnslookup|flag===
          1vNMFN-0002BN-1x == bob@example.org R=localuser T=local_delivery defer (-22): mailbox is full (MTA-imposed quota exceeded while writing to /var/mail/bob) # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.org|status=deferred|reply=mailbox is full (MTA-imposed quota exceeded while writing to /var/mail/bob)|router=localuser|transport=local_delivery|flag===
          1vNMFN-0002BN-1x == /var/mail/bob <bob@example.org> R=userforward T=address_file defer (13): Permission denied: creating lock file hitching post # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=/var/mail/bob|orig_to=bob@example.org|status=deferred|reply=Permission denied: creating lock file hitching post|router=userforward|transport=address_file|flag===
          1vNMFN-0002BN-1x == |/bin/fetch <bob@example.org> R=userforward T=address_pipe defer (0): Child process of address_pipe transport returned 75 # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=|/bin/fetch|orig_to=bob@example.org|status=deferred|reply=Child process of address_pipe transport returned 75|router=userforward|transport=address_pipe|flag===
          1vNMFN-0002BN-1x == bob@example.com R=dnslookup T=remote_smtp defer (-1) # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|status=deferred|router=dnslookup|transport=remote_smtp|flag===
          1vNMFN-0002BN-1x == bob@example.com R=dnslookup T=remote_smtp defer (-50): queued by smtp_connect_backlog # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|status=deferred|reply=queued by smtp_connect_backlog|router=dnslookup|transport=remote_smtp|flag===
          1vNMFN-0002BN-1x ** bob@example.com F=<alice@example.org> P=<alice@example.org> R=dnslookup T=remote_smtp H=mx.example.com [198.51.100.25]:25 X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=yes DN="/CN=mx" : SMTP error from remote mail server after RCPT TO:<bob@example.com>: 550-5.1.1 No such\\n550 5.1.1 user DT=0.5s # kind=delivery|queue_id=1vNMFN-0002BN-1x|from=alice@example.org|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|relay_port=25|status=bounced|dsn=5.1.1|code=550|reply=SMTP error from remote mail server after RCPT TO:<bob@example.com>: 550-5.1.1 No such<LF>550 5.1.1 user|stage=rcpt|tls_protocol=TLS1.3|tls_cipher=TLS_AES_256_GCM_SHA384|tls_bits=256|tls_trust=yes|router=dnslookup|transport=remote_smtp|flag=**|attr.P=<alice@example.org>|attr.DN=/CN=mx
          1vNMFN-0002BN-1x ** bob@example.com R=dnslookup T=remote_smtp H=mx.example.com [198.51.100.25]: SMTP error from remote mail server after pipelined RCPT TO:<bob@example.com>: 550 No such user # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|status=bounced|code=550|reply=SMTP error from remote mail server after pipelined RCPT TO:<bob@example.com>: 550 No such user|stage=rcpt|router=dnslookup|transport=remote_smtp|flag=**
          1vNMFN-0002BN-1x ** bob@example.com R=dnslookup T=remote_smtp: SMTP error from remote mail server after RCPT TO:<bob@example.com>: host mx.example.com [198.51.100.25]: 550 5.1.1 No such user # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|status=bounced|dsn=5.1.1|code=550|reply=SMTP error from remote mail server after RCPT TO:<bob@example.com>: host mx.example.com [198.51.100.25]: 550 5.1.1 No such user|stage=rcpt|router=dnslookup|transport=remote_smtp|flag=**
          1vNMFN-0002BN-1x ** bob@example.com R=dnslookup T=remote_smtp H=mx.example.com [198.51.100.25]: SMTP error from remote mail server after initial connection: 554 no service # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|status=bounced|code=554|reply=SMTP error from remote mail server after initial connection: 554 no service|stage=connect|router=dnslookup|transport=remote_smtp|flag=**
          1vNMFN-0002BN-1x ** bob@example.org F=<alice@example.org> R=lmtp T=dovecot_lmtp: LMTP error after end of data: 550 5.2.2 quota # kind=delivery|queue_id=1vNMFN-0002BN-1x|from=alice@example.org|to=bob@example.org|status=bounced|dsn=5.2.2|code=550|reply=LMTP error after end of data: 550 5.2.2 quota|stage=eod|router=lmtp|transport=dovecot_lmtp|flag=**
          1vNMFN-0002BN-1x ** bob@example.com <b@example.org> F=<alice@example.org>: Unrouteable address # kind=delivery|queue_id=1vNMFN-0002BN-1x|from=alice@example.org|to=bob@example.com|orig_to=b@example.org|status=bounced|reply=Unrouteable address|flag=**
          1vNMFN-0002BN-1x ** bob@example.com: Unrouteable address # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|status=bounced|reply=Unrouteable address|flag=**
          1vNMFN-0002BN-1x ** bob@example.com R=dnslookup : all relevant MX records point to non-existent hosts # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|status=bounced|reply=all relevant MX records point to non-existent hosts|router=dnslookup|flag=**
          1vNMFN-0002BN-1x ** bob@example.com: retry timeout exceeded # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|status=expired|reply=retry timeout exceeded|flag=**
          1vNMFN-0002BN-1x ** bob@example.com <b@example.org>: retry timeout exceeded # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|orig_to=b@example.org|status=expired|reply=retry timeout exceeded|flag=**
          1vNMFN-0002BN-1x ** bob@example.com routing yielded a local delivery # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|status=bounced|reply=routing yielded a local delivery|flag=**
          1vNMFN-0002BN-1x ** "a b"@example.com routing yielded a deferred delivery # kind=delivery|queue_id=1vNMFN-0002BN-1x|to="a b"@example.com|status=bounced|reply=routing yielded a deferred delivery|flag=**
          1vNMFN-0002BN-1x ** bob@example.com mua_wrapper forced failure for deferred delivery # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|status=bounced|reply=mua_wrapper forced failure for deferred delivery|flag=**
          1vNMFN-0002BN-1x ** mua_wrapper is set but recipients cannot all be delivered in one transaction # kind=delivery|queue_id=1vNMFN-0002BN-1x|status=bounced|reply=mua_wrapper is set but recipients cannot all be delivered in one transaction|flag=**
          1vNMFN-0002BN-1x ** bob@example.com R=dnslookup T=remote_smtp H=mx.example.com [198.51.100.25]: Connection refused: retry timeout exceeded # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|status=expired|reply=Connection refused: retry timeout exceeded|router=dnslookup|transport=remote_smtp|flag=**
          1vNMFN-0002BN-1x ** bob@example.com R=dnslookup T=remote_smtp: all hosts for 'example.com' have been failing for a long time (and retry time not reached) # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|status=expired|reply=all hosts for 'example.com' have been failing for a long time (and retry time not reached)|router=dnslookup|transport=remote_smtp|flag=**
          1vNMFN-0002BN-1x ** bob@example.com R=dnslookup T=remote_smtp: retry time not reached for any host after a long failure period # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|status=expired|reply=retry time not reached for any host after a long failure period|router=dnslookup|transport=remote_smtp|flag=**
          1vNMFN-0002BN-1x ** |/bin/false (bob@example.org) <staff@example.org> R=userforward T=address_pipe : Child process of address_pipe transport returned 1 from command: /bin/false # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=|/bin/false|orig_to=staff@example.org|status=bounced|reply=Child process of address_pipe transport returned 1 from command: /bin/false|router=userforward|transport=address_pipe|flag=**
          1vNMFN-0002BN-1x ** |/bin/vacation <bob@example.org> R=userforward T=address_pipe: return message generated # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=|/bin/vacation|orig_to=bob@example.org|status=bounced|reply=return message generated|router=userforward|transport=address_pipe|flag=**
          1vNMFN-0002BN-1x ** bob@example.com Q=slow R=dnslookup T=remote_smtp H=mx.example.com [198.51.100.25]: SMTP error from remote mail server after RCPT TO:<bob@example.com>: 550 no # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|status=bounced|code=550|reply=SMTP error from remote mail server after RCPT TO:<bob@example.com>: 550 no|stage=rcpt|router=dnslookup|transport=remote_smtp|flag=**|attr.Q=slow
          1vNMFN-0002BN-1x == bob@example.com R=dnslookup T=remote_smtp defer (-44) H=mx.example.com DS [198.51.100.25]: SMTP error from remote mail server after RCPT TO:<bob@example.com>: 450 4.2.1 busy # kind=delivery|code=450|dsn=4.2.1|flag===|queue_id=1vNMFN-0002BN-1x|relay_host=mx.example.com|relay_ip=198.51.100.25|reply=SMTP error from remote mail server after RCPT TO:<bob@example.com>: 450 4.2.1 busy|router=dnslookup|stage=rcpt|status=deferred|to=bob@example.com|transport=remote_smtp
          1vNMFN-0002BN-1x == bob@example.com R=dnslookup T=remote_smtp defer (-44) H=mx.example.com [198.51.100.25]:25 I=[10.0.0.1]:3456: SMTP error from remote mail server after RCPT TO:<bob@example.com>: 450 4.2.1 busy # kind=delivery|attr.I=[10.0.0.1]:3456|code=450|dsn=4.2.1|flag===|queue_id=1vNMFN-0002BN-1x|relay_host=mx.example.com|relay_ip=198.51.100.25|relay_port=25|reply=SMTP error from remote mail server after RCPT TO:<bob@example.com>: 450 4.2.1 busy|router=dnslookup|stage=rcpt|status=deferred|to=bob@example.com|transport=remote_smtp
          1vNMFN-0002BN-1x == bob@example.com R=dnslookup T=remote_smtp defer (111): Connection refused H=mx.example.com [198.51.100.25]:25 I=[10.0.0.1]:3456 DT=0.1s # kind=delivery|attr.I=[10.0.0.1]:3456|flag===|queue_id=1vNMFN-0002BN-1x|reason=Connection refused|relay_host=mx.example.com|relay_ip=198.51.100.25|relay_port=25|reply=Connection refused|router=dnslookup|status=deferred|to=bob@example.com|transport=remote_smtp
          1vNMFN-0002BN-1x == bob@example.com R=dnslookup T=remote_smtp defer (111): Connection refused H=mx.example.com [198.51.100.25]:25 PRX=[10.0.0.1]:3456 TFO* DT=0.1s # kind=delivery|attr.PRX=[10.0.0.1]:3456|flag===|queue_id=1vNMFN-0002BN-1x|reason=Connection refused|relay_host=mx.example.com|relay_ip=198.51.100.25|relay_port=25|reply=Connection refused|router=dnslookup|status=deferred|to=bob@example.com|transport=remote_smtp
          1vNMFN-0002BN-1x ** baduser@example.com R=client T=send_to_server H=mx.example.com DS [192.0.2.1]: PRDR error after DATA: 550 PRDR R=<baduser@example.com> refusal # kind=delivery|code=550|flag=**|queue_id=1vNMFN-0002BN-1x|relay_host=mx.example.com|relay_ip=192.0.2.1|reply=PRDR error after DATA: 550 PRDR R=<baduser@example.com> refusal|router=client|stage=eod|status=bounced|to=baduser@example.com|transport=send_to_server
          1vNMFN-0002BN-1x ** |/bin/sh -c "a@b: y" <bob@example.org> R=uf T=address_pipe: return message generated # kind=delivery|flag=**|orig_to=bob@example.org|queue_id=1vNMFN-0002BN-1x|reply=return message generated|router=uf|status=bounced|to=|/bin/sh -c "a@b: y"|transport=address_pipe
          1vNMFN-0002BN-1x ** |x@y: z <bob@example.org> R=uf T=address_pipe: return message generated # kind=delivery|flag=**|orig_to=bob@example.org|queue_id=1vNMFN-0002BN-1x|reply=return message generated|router=uf|status=bounced|to=|x@y: z|transport=address_pipe
          1vNMFN-0002BN-1x == |/bin/sh -c "x: y" <bob@example.org> R=uf T=address_pipe defer (0): Child process of address_pipe transport returned 75 # kind=delivery|flag===|orig_to=bob@example.org|queue_id=1vNMFN-0002BN-1x|reply=Child process of address_pipe transport returned 75|router=uf|status=deferred|to=|/bin/sh -c "x: y"|transport=address_pipe
          1vNMFN-0002BN-1x == bob@example.org R=dnslookup T=remote_smtp defer (113): No route to host H=mx.example.org [203.0.113.25]: mx.example.org [203.0.113.25] # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.org|relay_host=mx.example.org|relay_ip=203.0.113.25|status=deferred|reason=No route to host|reply=No route to host|router=dnslookup|transport=remote_smtp|flag===
          1vNMFN-0002BN-1x == bob@example.org R=dnslookup T=remote_smtp defer (113): No route to host H=mx.example.org [203.0.113.25]: mx2.example.org [203.0.113.25] # kind=delivery|queue_id=1vNMFN-0002BN-1x|to=bob@example.org|relay_host=mx.example.org|relay_ip=203.0.113.25|status=deferred|reason=No route to host|reply=mx2.example.org [203.0.113.25]|router=dnslookup|transport=remote_smtp|flag===
          """)
  void failuresAndDeferrals(String line, String facts) {
    Lines.expect(line.strip(), facts);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          1vNMFN-0002BN-1x bob@example.com <b@example.org>: error ignored: RFC 3461 DSN, failure notify not requested # kind=bounce|queue_id=1vNMFN-0002BN-1x|to=bob@example.com|orig_to=b@example.org|reason=error ignored: RFC 3461 DSN, failure notify not requested
          1vNMFN-0002BN-1x <bob@example.org>: address_pipe transport output: no such file # kind=diagnostic|queue_id=1vNMFN-0002BN-1x|to=bob@example.org|reason=no such file|transport=address_pipe
          1vNMFN-0002BN-1x H=mx.example.com [198.51.100.25] Connection refused # kind=attempt-failed|queue_id=1vNMFN-0002BN-1x|relay_host=mx.example.com|relay_ip=198.51.100.25|reply=Connection refused
          1vNMFN-0002BN-1x H=mx.example.com [198.51.100.25]:587: SMTP timeout after EHLO mx1.example.org # kind=attempt-failed|queue_id=1vNMFN-0002BN-1x|relay_host=mx.example.com|relay_ip=198.51.100.25|relay_port=587|reply=SMTP timeout after EHLO mx1.example.org|stage=helo
          1vNMFN-0002BN-1x mx.example.com [198.51.100.25] Connection timed out # kind=attempt-failed|queue_id=1vNMFN-0002BN-1x|relay_host=mx.example.com|relay_ip=198.51.100.25|reply=Connection timed out
          1vNMFN-0002BN-1x H=mx.example.com [198.51.100.25]: SMTP error from remote mail server after RCPT TO:<bob@example.com>: 450 4.2.1 busy # kind=attempt-failed|queue_id=1vNMFN-0002BN-1x|relay_host=mx.example.com|relay_ip=198.51.100.25|dsn=4.2.1|code=450|reply=SMTP error from remote mail server after RCPT TO:<bob@example.com>: 450 4.2.1 busy|stage=rcpt
          1vNMFN-0002BN-1x H=mx.example.com [198.51.100.25]: TLS session: (SSL_connect): error:0A000086 # kind=tls|queue_id=1vNMFN-0002BN-1x|relay_host=mx.example.com|relay_ip=198.51.100.25|reason=TLS session: (SSL_connect): error:0A000086
          1vNMFN-0002BN-1x H=mx.example.com [198.51.100.25] TLS error on connection (recv): The TLS connection was non-properly terminated. # kind=tls|queue_id=1vNMFN-0002BN-1x|relay_host=mx.example.com|relay_ip=198.51.100.25|reason=TLS error on connection (recv): The TLS connection was non-properly terminated.
          1vNMFN-0002BN-1x SMTP error from remote mail server after RCPT TO:<bob@example.org>: host mx1.example.org [192.0.2.23]: 450 4.2.0 Rate limit exceeded # kind=attempt-failed|queue_id=1vNMFN-0002BN-1x|relay_host=mx1.example.org|relay_ip=192.0.2.23|code=450|dsn=4.2.0|stage=rcpt|reply=SMTP error from remote mail server after RCPT TO:<bob@example.org>: host mx1.example.org [192.0.2.23]: 450 4.2.0 Rate limit exceeded
          1vNMFN-0002BN-1x Remote host mx1.example.com [198.51.100.25] closed connection in response to end of data # kind=attempt-failed|queue_id=1vNMFN-0002BN-1x|relay_host=mx1.example.com|relay_ip=198.51.100.25|stage=eod|reply=Remote host mx1.example.com [198.51.100.25] closed connection in response to end of data
          1vNMFN-0002BN-1x Remote host [198.51.100.25] closed connection in response to pipelined MAIL FROM:<a@example.net> # kind=attempt-failed|queue_id=1vNMFN-0002BN-1x|relay_ip=198.51.100.25|stage=mail|reply=Remote host [198.51.100.25] closed connection in response to pipelined MAIL FROM:<a@example.net>
          1vNMFN-0002BN-1x Remote host mx1.example.com [198.51.100.25] closed connection # kind=attempt-failed|queue_id=1vNMFN-0002BN-1x|relay_host=mx1.example.com|relay_ip=198.51.100.25|reply=Remote host mx1.example.com [198.51.100.25] closed connection
          1vNMFN-0002BN-1x SMTP timeout while connected to mx1.example.com [198.51.100.25] after initial connection: Operation timed out # kind=attempt-failed|queue_id=1vNMFN-0002BN-1x|relay_host=mx1.example.com|relay_ip=198.51.100.25|stage=connect|reply=SMTP timeout while connected to mx1.example.com [198.51.100.25] after initial connection: Operation timed out
          1vNMFN-0002BN-1x SMTP timeout while connected to mx1.example.com [198.51.100.25] after sending data block (22318 bytes written): Connection timed out # kind=attempt-failed|queue_id=1vNMFN-0002BN-1x|relay_host=mx1.example.com|relay_ip=198.51.100.25|stage=data|reply=SMTP timeout while connected to mx1.example.com [198.51.100.25] after sending data block (22318 bytes written): Connection timed out
          1vNMFN-0002BN-1x Malformed SMTP reply from mx1.example.com [198.51.100.25] in response to initial connection: hello there # kind=attempt-failed|queue_id=1vNMFN-0002BN-1x|relay_host=mx1.example.com|relay_ip=198.51.100.25|stage=connect|reply=Malformed SMTP reply from mx1.example.com [198.51.100.25] in response to initial connection: hello there
          1vNMFN-0002BN-1x H=mx1.example.com [198.51.100.25]: Malformed SMTP reply in response to RCPT TO:<bob@example.org>: hello # kind=attempt-failed|queue_id=1vNMFN-0002BN-1x|relay_host=mx1.example.com|relay_ip=198.51.100.25|stage=rcpt|reply=Malformed SMTP reply in response to RCPT TO:<bob@example.org>: hello
          """)
  void attemptsAndWhatHasNoFlag(String line, String facts) {
    Lines.expect(line.strip(), facts);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          H=mail.example.net (pc) [192.0.2.7]:41516 I=[192.0.2.25]:25 X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=no DN="/CN=pc" SNI=mx.example.org F=<alice@example.net> A=plain:bob temporarily rejected RCPT <carol@example.org>: greylisted # kind=reject|action=temporarily rejected|from=alice@example.net|to=carol@example.org|client_host=mail.example.net|client_ip=192.0.2.7|client_port=41516|helo=pc|sasl_method=plain|sasl_username=bob|reason=greylisted|stage=rcpt|tls_protocol=TLS1.3|tls_cipher=TLS_AES_256_GCM_SHA384|tls_bits=256|attr.I=[192.0.2.25]:25|tls_trust=no|attr.DN=/CN=pc|attr.SNI=mx.example.org
          H=(pc) [192.0.2.7] F=<> rejected RCPT <"a b"@example.org> NOTIFY=NEVER: relay not permitted # kind=reject|from=|to="a b"@example.org|client_ip=192.0.2.7|helo=pc|reason=relay not permitted|stage=rcpt
          H=(pc) [192.0.2.7] U=ident F=<alice@example.net> rejected RCPT carol@example.org # kind=reject|from=alice@example.net|to=carol@example.org|client_ip=192.0.2.7|helo=pc|stage=rcpt|attr.U=ident
          H=(pc) [192.0.2.7] rejected MAIL <alice@example.net> SIZE=100: Sender verify failed # kind=reject|from=alice@example.net|client_ip=192.0.2.7|helo=pc|reason=Sender verify failed|stage=mail
          H=(pc) [192.0.2.7] temporarily rejected MAIL <alice@example.net>: Could not complete sender verify # kind=reject|action=temporarily rejected|from=alice@example.net|client_ip=192.0.2.7|helo=pc|reason=Could not complete sender verify|stage=mail
          H=[192.0.2.7] rejected connection in "connect" ACL: listed # kind=reject|client_ip=192.0.2.7|reason=listed|stage=connect
          H=mail.example.net [192.0.2.7] temporarily rejected connection in "connect" ACL: host lookup deferred # kind=reject|action=temporarily rejected|client_host=mail.example.net|client_ip=192.0.2.7|reason=host lookup deferred|stage=connect
          H=[192.0.2.7] rejected EHLO or HELO pc.example.net: no such host # kind=reject|client_ip=192.0.2.7|helo=pc.example.net|reason=no such host|stage=helo
          H=(pc) [192.0.2.7] rejected DATA: no # kind=reject|client_ip=192.0.2.7|helo=pc|reason=no|stage=data
          1vNMFN-0002BN-1x H=(pc) [192.0.2.7] F=<alice@example.net> rejected after DATA: spam # kind=reject|queue_id=1vNMFN-0002BN-1x|from=alice@example.net|client_ip=192.0.2.7|helo=pc|reason=spam|stage=eod
          1vNMFN-0002BN-1x H=(pc) [192.0.2.7] F=<alice@example.net> temporarily rejected after DATA: scanner is down # kind=reject|action=temporarily rejected|queue_id=1vNMFN-0002BN-1x|from=alice@example.net|client_ip=192.0.2.7|helo=pc|reason=scanner is down|stage=eod
          1vNMFN-0002BN-1x H=(pc) [192.0.2.7] F=<alice@example.net> rejected after DATA PRDR: no # kind=reject|queue_id=1vNMFN-0002BN-1x|from=alice@example.net|client_ip=192.0.2.7|helo=pc|reason=no|stage=eod
          1vNMFN-0002BN-1x H=(pc) [192.0.2.7] F=<alice@example.net> rejected during MIME ACL checks: an attachment # kind=reject|queue_id=1vNMFN-0002BN-1x|from=alice@example.net|client_ip=192.0.2.7|helo=pc|reason=an attachment|stage=eod
          H=(pc) [192.0.2.7] rejected AUTH LOGIN: not from here # kind=reject|client_ip=192.0.2.7|helo=pc|reason=not from here|stage=auth|sasl_method=LOGIN
          H=(pc) [192.0.2.7] rejected VRFY bob: no # kind=reject|client_ip=192.0.2.7|helo=pc|reason=no|stage=vrfy
          H=(pc) [192.0.2.7] rejected STARTTLS : no # kind=reject|client_ip=192.0.2.7|helo=pc|reason=no|stage=starttls
          H=(pc) [192.0.2.7] F=<ann@example.net> A=login:bob SPF=fail DMARC=none temporarily rejected RCPT <b@example.org>: no # kind=reject|action=temporarily rejected|attr.SPF=fail|attr.DMARC=none|client_ip=192.0.2.7|from=ann@example.net|helo=pc|reason=no|sasl_method=login|sasl_username=bob|stage=rcpt|to=b@example.org
          H=(pc) [192.0.2.7] F=<ann@example.net> A=login:bob SPF rejected after DATA # kind=reject|client_ip=192.0.2.7|from=ann@example.net|helo=pc|sasl_method=login|sasl_username=bob|stage=eod
          H=(pc) [192.0.2.7] dropped by 'connect' ACL: listed # kind=reject|client_ip=192.0.2.7|helo=pc|reason=listed|stage=connect
          H=(pc) [192.0.2.7] sender verify fail for <alice@example.net>: Unrouteable address # kind=policy|from=alice@example.net|client_ip=192.0.2.7|helo=pc|reason=Unrouteable address
          H=(pc) [192.0.2.7] sender verify defer for <alice@example.net>: lowest numbered MX record points to local host # kind=policy|from=alice@example.net|client_ip=192.0.2.7|helo=pc|reason=lowest numbered MX record points to local host
          1vNMFN-0002BN-1x F=<alice@example.net> rejected by non-SMTP ACL: no # kind=reject|queue_id=1vNMFN-0002BN-1x|from=alice@example.net|reason=no|stage=eod
          1vNMFN-0002BN-1x F=alice@example.net H=(pc) [192.0.2.7] P=esmtp rejected by local_scan(): no # kind=reject|queue_id=1vNMFN-0002BN-1x|from=alice@example.net|client_ip=192.0.2.7|helo=pc|protocol=esmtp|reason=no|stage=eod
          1vNMFN-0002BN-1x F=<> H=(pc) [192.0.2.7] P=esmtp temporarily rejected by local_scan(): later # kind=reject|action=temporarily rejected|queue_id=1vNMFN-0002BN-1x|from=|client_ip=192.0.2.7|helo=pc|protocol=esmtp|reason=later|stage=eod
          H=(pc) [192.0.2.7] F=<alice@example.net> RCPT <carol@example.org>: discarded by RCPT ACL: quietly # kind=content-check|from=alice@example.net|to=carol@example.org|client_ip=192.0.2.7|helo=pc|reason=quietly|stage=rcpt|action=discard
          rejected MAIL FROM:<alice@example.net> H=(pc) [192.0.2.7]: message too big: size=9999 max=5000 # kind=reject|from=alice@example.net|client_ip=192.0.2.7|helo=pc|reason=message too big: size=9999 max=5000|stage=mail|size=9999
          1vNMFN-0002BN-1x rejected from <alice@example.net> H=(pc) [192.0.2.7]: message too big: read=9999 max=5000 # kind=reject|queue_id=1vNMFN-0002BN-1x|from=alice@example.net|client_ip=192.0.2.7|helo=pc|reason=message too big: read=9999 max=5000|stage=eod
          1vNMFN-0002BN-1x rejected from <alice@example.net> U=alice: message too big: read=9999 max=5000 # kind=reject|queue_id=1vNMFN-0002BN-1x|from=alice@example.net|user=alice|reason=message too big: read=9999 max=5000|stage=eod
          1vNMFN-0002BN-1x rejected from <alice@example.net>H=(pc) [192.0.2.7]: Too many "Received" headers # kind=reject|queue_id=1vNMFN-0002BN-1x|from=alice@example.net|client_ip=192.0.2.7|helo=pc|reason=Too many "Received" headers|stage=eod
          ridiculously long message header received from (pc) [192.0.2.7] (more than 1048576 characters): message abandoned # kind=reject|client_ip=192.0.2.7|helo=pc|reason=(more than 1048576 characters): message abandoned
          too many recipients: message rejected: sender=<alice@example.net> H=(pc) [192.0.2.7] # kind=reject|from=alice@example.net|client_ip=192.0.2.7|helo=pc|reason=too many recipients: message rejected|stage=rcpt
          rejected MAIL from H=[192.0.2.7]: no HELO/EHLO given # kind=reject|client_ip=192.0.2.7|reason=no HELO/EHLO given|stage=mail
          rejected MAIL command H=(pc) [192.0.2.7]: too many messages in one connection # kind=reject|client_ip=192.0.2.7|helo=pc|reason=too many messages in one connection|stage=mail
          rejected EHLO from [192.0.2.7]: syntactically invalid argument(s): @abcd # kind=reject|client_ip=192.0.2.7|reason=syntactically invalid argument(s): @abcd|stage=helo
          rejected HELO from [192.0.2.7]: syntactically invalid argument(s): (no argument given) # kind=reject|client_ip=192.0.2.7|reason=syntactically invalid argument(s): (no argument given)|stage=helo
          rejected "EHLO pc" from H=(pc) [192.0.2.7] # kind=reject|client_ip=192.0.2.7|helo=pc|stage=helo
          temporarily rejected "EHLO pc" from H=(pc) [192.0.2.7] # kind=reject|action=temporarily rejected|client_ip=192.0.2.7|helo=pc|stage=helo
          unqualified sender rejected: <alice> H=(pc) [192.0.2.7] # kind=reject|from=alice|client_ip=192.0.2.7|helo=pc|reason=unqualified sender rejected|stage=mail
          unqualified verify rejected: <bob> H=(pc) [192.0.2.7] # kind=reject|to=bob|client_ip=192.0.2.7|helo=pc|reason=unqualified verify rejected|stage=vrfy
          unqualified recipient rejected: <bob> H=(pc) [192.0.2.7]: no # kind=reject|to=bob|client_ip=192.0.2.7|helo=pc|reason=no|stage=rcpt
          VRFY failed for bob@example.org H=(pc) [192.0.2.7] # kind=reject|client_ip=192.0.2.7|helo=pc|reason=VRFY failed for bob@example.org H=(pc) [192.0.2.7]|stage=vrfy|to=bob@example.org
          H=(pc) [192.0.2.7] Warning: looks odd # kind=content-check|client_ip=192.0.2.7|helo=pc|reason=looks odd|action=warn
          H=(pc) [192.0.2.7] Warning: ACL "warn" statement skipped: condition test deferred # kind=content-check|client_ip=192.0.2.7|helo=pc|reason=ACL "warn" statement skipped: condition test deferred|action=warn
          1vNMFN-0002BN-1x H=(pc) [192.0.2.7] Warning: message has score 4 # kind=content-check|queue_id=1vNMFN-0002BN-1x|client_ip=192.0.2.7|helo=pc|reason=message has score 4|action=warn
          1vNMFN-0002BN-1x PRDR R=<bob@example.org> acceptance # kind=policy|queue_id=1vNMFN-0002BN-1x|to=bob@example.org|reason=PRDR R=<bob@example.org> acceptance
          1vNMFN-0002BN-1x PRDR bob@example.org spam for you # kind=policy|queue_id=1vNMFN-0002BN-1x|to=bob@example.org|reason=spam for you
          1vNMFN-0002BN-1x PRDR "a b"@example.org no: while delivering 1vNMFN-0002BN-1y # kind=policy|queue_id=1vNMFN-0002BN-1x|to="a b"@example.org|reason=no: while delivering 1vNMFN-0002BN-1y
          DNS list lookup for 192.0.2.7 at zen.example.org returned 10.0.0.1; not in 127.0/8 and discarded # kind=diagnostic|client_ip=192.0.2.7|reason=DNS list lookup for 192.0.2.7 at zen.example.org returned 10.0.0.1; not in 127.0/8 and discarded
           DSH=mail.example.net (pc) [192.0.2.7]:4444 I=[192.0.2.1]:25 X=TLS1.3:AES:256 CV=no F=<ann@example.net> rejected RCPT <bob@example.org>: relay not permitted # kind=reject|tls_trust=no|attr.I=[192.0.2.1]:25|client_host=mail.example.net|client_ip=192.0.2.7|client_port=4444|from=ann@example.net|helo=pc|reason=relay not permitted|stage=rcpt|tls_bits=256|tls_cipher=AES|tls_protocol=TLS1.3|to=bob@example.org
          1vNMFN-0002BN-1x  DSH=mail.example.net (pc) [192.0.2.7] F=<ann@example.net> rejected after DATA: no # kind=reject|client_host=mail.example.net|client_ip=192.0.2.7|from=ann@example.net|helo=pc|queue_id=1vNMFN-0002BN-1x|reason=no|stage=eod
           DSH=[192.0.2.7] dropped by 'connect' ACL: x # kind=reject|client_ip=192.0.2.7|reason=x|stage=connect
          H=(pc) [192.0.2.7] X=TLS1.3:AES:256 CV=no F=<ann@example.net> A=plain:bob smith rejected RCPT <b@example.org>: x # kind=reject|tls_trust=no|client_ip=192.0.2.7|from=ann@example.net|helo=pc|reason=x|sasl_method=plain|sasl_username=bob smith|stage=rcpt|tls_bits=256|tls_cipher=AES|tls_protocol=TLS1.3|to=b@example.org
          H=(pc) [192.0.2.7] F=<ann@example.net> rejected RCPT Joe Doe <real@example.org>: relay not permitted # kind=reject|client_ip=192.0.2.7|from=ann@example.net|helo=pc|reason=relay not permitted|stage=rcpt|to=real@example.org
          H=(pc) [192.0.2.7] rejected MAIL ann@example.net: no # kind=reject|client_ip=192.0.2.7|from=ann@example.net|helo=pc|reason=no|stage=mail
          H=(pc) [192.0.2.7] F=<ann@example.net> RCPT b@example.org: discarded by MAIL ACL # kind=content-check|action=discard|client_ip=192.0.2.7|from=ann@example.net|helo=pc|stage=rcpt|to=b@example.org
          H=(pc) [192.0.2.7] X=TLS1.3:AES:256 CV=no F=<ann@example.net> rejected RCPT <bob@example.org>: sender was rejected RCPT before # kind=reject|tls_trust=no|client_ip=192.0.2.7|from=ann@example.net|helo=pc|reason=sender was rejected RCPT before|stage=rcpt|tls_bits=256|tls_cipher=AES|tls_protocol=TLS1.3|to=bob@example.org
          U=alice rejected MAIL <alice@example.org>: testing deny # kind=reject|from=alice@example.org|reason=testing deny|stage=mail|user=alice
          U=alice rejected RCPT <bob@example.org>: no # kind=reject|reason=no|stage=rcpt|to=bob@example.org|user=alice
          H=mail.example.net (pc) [192.0.2.7]:4444 U=Bob The great F=<ann@example.net> rejected RCPT <bob@example.org>: no # kind=reject|attr.U=Bob The great|client_host=mail.example.net|client_ip=192.0.2.7|client_port=4444|from=ann@example.net|helo=pc|reason=no|stage=rcpt|to=bob@example.org
          H=mail.example.net (pc) [192.0.2.7]:4444 U=Bob The great X=TLS1.3:AES:256 CV=no F=<ann@example.net> rejected RCPT <bob@example.org>: no # kind=reject|client_host=mail.example.net|client_ip=192.0.2.7|client_port=4444|from=ann@example.net|helo=pc|reason=no|stage=rcpt|to=bob@example.org
          rejected "HELO pc.example.net" from relay.example.net [192.0.2.7] # kind=reject|client_host=relay.example.net|client_ip=192.0.2.7|helo=pc.example.net|stage=helo
          temporarily rejected "EHLO pc" from (pc) [192.0.2.7] # kind=reject|action=temporarily rejected|client_ip=192.0.2.7|helo=pc|stage=helo
          H=(pc) [192.0.2.7] rejected VRFY bob@example.org: no # kind=reject|client_ip=192.0.2.7|helo=pc|stage=vrfy|to=bob@example.org|reason=no
          H=(pc) [192.0.2.7] rejected EXPN <list@example.org> # kind=reject|client_ip=192.0.2.7|helo=pc|stage=other|to=list@example.org
          VRFY failed for <bob@example.org> U=alice # kind=reject|user=alice|stage=vrfy|to=bob@example.org|reason=VRFY failed for <bob@example.org> U=alice
          Error while reading message with no usable sender address: no recipient addresses # kind=reject|reason=Error while reading message with no usable sender address: no recipient addresses
          Error while reading message with no usable sender address: rejected by non-SMTP ACL: not today # kind=reject|reason=Error while reading message with no usable sender address: rejected by non-SMTP ACL: not today
          """)
  void refusals(String line, String facts) {
    Lines.expect(line.strip(), facts);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          SMTP connection from [192.0.2.7]:41516 I=[192.0.2.25]:25 Ci=8001 (TCP/IP connection count = 3) # kind=connect|client_ip=192.0.2.7|client_port=41516|attr.I=[192.0.2.25]:25|attr.Ci=8001
          SMTP connection from [192.0.2.7] (TCP/IP connection count = 1) # kind=connect|client_ip=192.0.2.7
          SMTP connection Ci=8001 from alice # kind=connect|user=alice
          SMTP connection from mail.example.net (pc) [192.0.2.7] D=0.5s closed by QUIT # kind=disconnect|client_host=mail.example.net|client_ip=192.0.2.7|helo=pc|reason=closed by QUIT|attr.D=0.5s
          SMTP connection Ci=8001 from (pc) [192.0.2.7] D=0.5s closed by QUIT # kind=disconnect|client_ip=192.0.2.7|helo=pc|reason=closed by QUIT|attr.D=0.5s
          SMTP connection from mail.example.net (pc) [192.0.2.7] closed by DROP in ACL # kind=disconnect|client_host=mail.example.net|client_ip=192.0.2.7|helo=pc|reason=closed by DROP in ACL
          SMTP connection from (pc) [192.0.2.7] lost D=5s # kind=connection-lost|client_ip=192.0.2.7|helo=pc|reason=lost D=5s
          SMTP connection from (pc) [192.0.2.7] lost (error: Connection reset by peer) D=5s # kind=connection-lost|client_ip=192.0.2.7|helo=pc|reason=lost (error: Connection reset by peer) D=5s
          SMTP connection from (pc) [192.0.2.7] TFO lost # kind=connection-lost|client_ip=192.0.2.7|helo=pc|reason=lost
          1vNMFN-0002BN-1x SMTP connection from (pc) [192.0.2.7] lost while reading message data (header) # kind=connection-lost|queue_id=1vNMFN-0002BN-1x|client_ip=192.0.2.7|helo=pc|reason=lost while reading message data (header)
          1vNMFN-0002BN-1x SMTP connection lost after final dot H=(pc) [192.0.2.7] P=esmtp # kind=connection-lost|queue_id=1vNMFN-0002BN-1x|client_ip=192.0.2.7|helo=pc|protocol=esmtp|stage=eod
          unexpected disconnection while reading SMTP command from (pc) [192.0.2.7] (error: Connection reset by peer) D=5s # kind=connection-lost|client_ip=192.0.2.7|helo=pc|reason=(error: Connection reset by peer) D=5s
          unexpected EOF while reading SMTP command from local process U=alice D=5s # kind=connection-lost|user=alice|reason=D=5s
          no MAIL in SMTP connection from (pc) [192.0.2.7] D=0.1s A=plain:bob X=TLS1.3:TLS_AES_256_GCM_SHA384:256 C=EHLO,AUTH,QUIT # kind=disconnect|client_ip=192.0.2.7|helo=pc|sasl_method=plain|sasl_username=bob|reason=no MAIL in SMTP connection from (pc) [192.0.2.7] D=0.1s A=plain:bob X=TLS1.3:TLS_AES_256_GCM_SHA384:256 C=EHLO,AUTH,QUIT|tls_protocol=TLS1.3|tls_cipher=TLS_AES_256_GCM_SHA384|tls_bits=256|attr.D=0.1s|attr.C=EHLO,AUTH,QUIT
          no MAIL in TFO* SMTP connection from (pc) [192.0.2.7] D=0s C=...QUIT # kind=disconnect|client_ip=192.0.2.7|helo=pc|reason=no MAIL in TFO* SMTP connection from (pc) [192.0.2.7] D=0s C=...QUIT|attr.D=0s|attr.C=...QUIT
          SMTP command timeout on connection from (pc) [192.0.2.7]:41516 I=[192.0.2.25]:25 D=5m # kind=connection-lost|client_ip=192.0.2.7|client_port=41516|helo=pc|reason=SMTP command timeout on connection from (pc) [192.0.2.7]:41516 I=[192.0.2.25]:25 D=5m|attr.I=[192.0.2.25]:25|attr.D=5m
          SMTP command timeout on TLS connection from (pc) [192.0.2.7] D=5m # kind=connection-lost|client_ip=192.0.2.7|helo=pc|reason=SMTP command timeout on TLS connection from (pc) [192.0.2.7] D=5m|attr.D=5m
          1vNMFN-0002BN-1x SMTP data timeout (message abandoned) on connection from (pc) [192.0.2.7] F=<alice@example.net> D=5m # kind=connection-lost|queue_id=1vNMFN-0002BN-1x|from=alice@example.net|client_ip=192.0.2.7|helo=pc|reason=SMTP data timeout (message abandoned) on connection from (pc) [192.0.2.7] F=<alice@example.net> D=5m|attr.D=5m
          H=(pc) [192.0.2.7] incomplete transaction (QUIT) from <alice@example.net> for bob@example.org carol@example.org # kind=connection-lost|from=alice@example.net|to=bob@example.org|client_ip=192.0.2.7|helo=pc|reason=QUIT|recipients=bob@example.org carol@example.org
          H=(pc) [192.0.2.7] incomplete transaction (connection lost) from <> # kind=connection-lost|from=|client_ip=192.0.2.7|helo=pc|reason=connection lost
          timed out while reading local message # kind=connection-lost
          Connection from [192.0.2.7]:41516 I=[192.0.2.25]:25 refused: too many connections # kind=reject|client_ip=192.0.2.7|client_port=41516|reason=refused: too many connections|attr.I=[192.0.2.25]:25
          temporarily refused connection from [192.0.2.7]: not in reserve list: connected=20 max=20 reserve=5 # kind=reject|client_ip=192.0.2.7|reason=not in reserve list: connected=20 max=20 reserve=5
          refused connection from mail.example.net [192.0.2.7] (host_reject_connection) # kind=reject|client_host=mail.example.net|client_ip=192.0.2.7|reason=(host_reject_connection)
          refused connection from [192.0.2.7] (tcp wrappers) # kind=reject|client_ip=192.0.2.7|reason=(tcp wrappers)
          connection from [192.0.2.7] refused (IP options) # kind=reject|client_ip=192.0.2.7|reason=refused (IP options)
          SMTP call from (pc) [192.0.2.7] dropped: too many nonmail commands (last was "NOOP") # kind=protocol-error|client_ip=192.0.2.7|helo=pc|reason=dropped: too many nonmail commands (last was "NOOP")
          SMTP call from [192.0.2.7] dropped: too many syntax or protocol errors (last command was "GET / HTTP/1.1", NULL) # kind=protocol-error|client_ip=192.0.2.7|reason=dropped: too many syntax or protocol errors (last command was "GET / HTTP/1.1", NULL)
          SMTP protocol synchronization error (next input sent too soon: pipelining was not advertised): rejected "EHLO pc" H=(pc) [192.0.2.7] next input="MAIL FROM:<alice@example.net>\\r\\n" # kind=protocol-error|client_ip=192.0.2.7|helo=pc|reason=SMTP protocol synchronization error (next input sent too soon: pipelining was not advertised): rejected "EHLO pc" H=(pc) [192.0.2.7] next input="MAIL FROM:<alice@example.net>\\r\\n"
          SMTP protocol synchronization error (input sent without waiting for greeting): rejected connection from H=[192.0.2.7] input="\\026\\003\\001" # kind=protocol-error|client_ip=192.0.2.7|reason=SMTP protocol synchronization error (input sent without waiting for greeting): rejected connection from H=[192.0.2.7] input="\\026\\003\\001"|stage=connect|attr.input="\\026\\003\\001"
          Error or EOF on input from [192.0.2.7] # kind=connection-lost|client_ip=192.0.2.7|reason=Error or EOF on input from [192.0.2.7]
          SMTP syntax error in "MAIL FROM:x y" H=(pc) [192.0.2.7] malformed address: y may not follow x # kind=protocol-error|client_ip=192.0.2.7|helo=pc|reason=malformed address: y may not follow x|stage=mail
          SMTP syntax error in "GET / HTTP/1.1" H=[192.0.2.7] unrecognized command # kind=protocol-error|client_ip=192.0.2.7|reason=unrecognized command|stage=other
          SMTP protocol error in "RCPT TO:<bob@example.org>" H=(pc) [192.0.2.7] sender not yet given # kind=protocol-error|client_ip=192.0.2.7|helo=pc|reason=sender not yet given|stage=rcpt
          SMTP protocol error in "AUTH LOGIN" H=mail.example.net (pc) [192.0.2.7] LOGIN authentication mechanism not supported # kind=protocol-error|client_host=mail.example.net|client_ip=192.0.2.7|helo=pc|reason=LOGIN authentication mechanism not supported|stage=auth
          SMTP syntax error in "bad" U=alice unrecognized command # kind=protocol-error|user=alice|reason=unrecognized command
          ETRN example.org received from mail.example.net [192.0.2.7] # kind=queue-run|client_host=mail.example.net|client_ip=192.0.2.7
          ident connection to 192.0.2.7 timed out # kind=diagnostic|client_ip=192.0.2.7|reason=ident connection to 192.0.2.7 timed out
          listen backlog 20 I=[192.0.2.25]:25 # kind=process
          SMTP connection from mail.example.net (pc) [192.0.2.7] (via inetd) closed by QUIT # kind=disconnect|client_host=mail.example.net|client_ip=192.0.2.7|helo=pc|reason=closed by QUIT
          SMTP connection from mail.example.net (pc) [192.0.2.7] (via inetd) D=3s closed by QUIT # kind=disconnect|attr.D=3s|client_host=mail.example.net|client_ip=192.0.2.7|helo=pc|reason=closed by QUIT
          SMTP connection from mail.example.net (pc) [192.0.2.7] (via inetd) lost D=3s # kind=connection-lost|client_host=mail.example.net|client_ip=192.0.2.7|helo=pc|reason=lost D=3s
          SMTP connection from mail.example.net (pc) [192.0.2.7] (ODMR customer) D=3s closed by QUIT # kind=disconnect|attr.D=3s|client_host=mail.example.net|client_ip=192.0.2.7|helo=pc|reason=closed by QUIT
          SMTP connection from alice D=0s closed by QUIT # kind=disconnect|attr.D=0s|reason=closed by QUIT|user=alice
          SMTP connection from alice lost D=0s # kind=connection-lost|reason=lost D=0s|user=alice
          """)
  void sessions(String line, String facts) {
    Lines.expect(line.strip(), facts);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          1vNMFN-0002BN-1x login authenticator failed H=smtp.example.com [198.51.100.25] 535 5.7.8 Error: authentication failed # kind=auth-failure|queue_id=1vNMFN-0002BN-1x|sasl_method=login|relay_host=smtp.example.com|relay_ip=198.51.100.25|dsn=5.7.8|code=535|reply=535 5.7.8 Error: authentication failed
          1vNMFN-0002BN-1x plain authenticator cancelled authentication H=smtp.example.com [198.51.100.25] no secret # kind=auth-failure|queue_id=1vNMFN-0002BN-1x|sasl_method=plain|relay_host=smtp.example.com|relay_ip=198.51.100.25|reply=no secret
          dovecot_login authenticator failed for mail.example.net (pc) [192.0.2.7]:41516 I=[192.0.2.25]:587: 535 Incorrect authentication data (set_id=bob@example.org) # kind=auth-failure|client_host=mail.example.net|client_ip=192.0.2.7|client_port=41516|helo=pc|sasl_method=dovecot_login|sasl_username=bob@example.org|code=535|reason=535 Incorrect authentication data|attr.I=[192.0.2.25]:587
          plain authenticator failed for H=(pc) [192.0.2.7] U=ident: 535 Incorrect authentication data (set_id=bob) # kind=auth-failure|client_ip=192.0.2.7|helo=pc|sasl_method=plain|sasl_username=bob|code=535|reason=535 Incorrect authentication data|attr.U=ident
          defer authenticator failed for (pc) [192.0.2.7]: 435 Unable to authenticate at present (set_id=bob): account suspended # kind=auth-failure|client_ip=192.0.2.7|helo=pc|sasl_method=defer|sasl_username=bob|code=435|reason=435 Unable to authenticate at present
          auth_plain authenticator failed for [192.0.2.7]: 535 5.7.8 Incorrect authentication data # kind=auth-failure|client_ip=192.0.2.7|sasl_method=auth_plain|dsn=5.7.8|code=535|reason=535 5.7.8 Incorrect authentication data
          plain authenticator failed for U=alice: 535 Incorrect authentication data # kind=auth-failure|sasl_method=plain|user=alice|code=535|reason=535 Incorrect authentication data
          login authenticator failed for alice: 535 Incorrect authentication data (set_id=bob) # kind=auth-failure|code=535|reason=535 Incorrect authentication data|sasl_method=login|sasl_username=bob|user=alice
          login authenticator failed for unknown: 535 Incorrect authentication data (set_id=bob) # kind=auth-failure|code=535|reason=535 Incorrect authentication data|sasl_method=login|sasl_username=bob
          login \tauthenticator failed for (User) [192.0.2.7]: 535 Incorrect authentication data (set_id=bob@example.org) # kind=auth-failure|client_ip=192.0.2.7|helo=User|sasl_method=login|sasl_username=bob@example.org|code=535|reason=535 Incorrect authentication data
          ignoring AUTH=bob@example.org from H=(f) [192.0.2.7] (client not authenticated) # kind=diagnostic|client_ip=192.0.2.7|helo=f|sasl_sender=bob@example.org|reason=ignoring AUTH=bob@example.org from H=(f) [192.0.2.7] (client not authenticated)
          ignoring AUTH=x from H=(f) [203.0.113.8] (client not authenticated) from H=(g) [192.0.2.7] (rejected by ACL) # kind=diagnostic|reason=ignoring AUTH=x from H=(f) [203.0.113.8] (client not authenticated) from H=(g) [192.0.2.7] (rejected by ACL)
          """)
  void authentication(String line, String facts) {
    Lines.expect(line.strip(), facts);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          1vNMFN-0002BN-1x TLS session failure: delivering unencrypted to H=mx.example.com [198.51.100.25] (not in hosts_require_tls) # kind=tls|queue_id=1vNMFN-0002BN-1x|relay_host=mx.example.com|relay_ip=198.51.100.25|reason=TLS session failure: delivering unencrypted to H=mx.example.com [198.51.100.25] (not in hosts_require_tls)
          1vNMFN-0002BN-1x DANE attempt failed; TLS connection to mx.example.com [198.51.100.25]: (certificate verification failed) # kind=tls|queue_id=1vNMFN-0002BN-1x|relay_host=mx.example.com|relay_ip=198.51.100.25|reason=DANE attempt failed; TLS connection to mx.example.com [198.51.100.25]: (certificate verification failed)
          TLS client disconnected cleanly (rejected our certificate?) # kind=tls|reason=TLS client disconnected cleanly (rejected our certificate?)
          1vNMFN-0002BN-1x DANE error: TLSA lookup for mx.example.com not DNSSEC # kind=tls|queue_id=1vNMFN-0002BN-1x|relay_host=mx.example.com|reason=DANE error: TLSA lookup for mx.example.com not DNSSEC
          1vNMFN-0002BN-1x [198.51.100.25] SSL verify error: depth=0 error=self signed certificate cert=/CN=mx.example.com # kind=tls|queue_id=1vNMFN-0002BN-1x|relay_ip=198.51.100.25|reason=SSL verify error: depth=0 error=self signed certificate cert=/CN=mx.example.com
          [192.0.2.10] SSL verify error: certificate name mismatch: DN="/CN=pc" H="mail.example.org" # kind=tls|reason=SSL verify error: certificate name mismatch: DN="/CN=pc" H="mail.example.org"|relay_host=mail.example.org|relay_ip=192.0.2.10
          TLS error on connection from mail.example.org (pc) [192.0.2.10] (SSL_accept): error:0A00010B:SSL routines::wrong version number # kind=tls|client_host=mail.example.org|client_ip=192.0.2.10|helo=pc|reason=(SSL_accept): error:0A00010B:SSL routines::wrong version number
          TLS error on connection from [192.0.2.10]:41516 I=[192.0.2.25]:465 (gnutls_handshake): A TLS packet with unexpected length was received. # kind=tls|client_ip=192.0.2.10|client_port=41516|reason=(gnutls_handshake): A TLS packet with unexpected length was received.|attr.I=[192.0.2.25]:465
          TLS error (SSL_read): on SMTP connection from mail.example.org (pc) [192.0.2.10] error:0A000126 # kind=tls|client_host=mail.example.org|client_ip=192.0.2.10|helo=pc|reason=TLS error (SSL_read): on SMTP connection from mail.example.org (pc) [192.0.2.10] error:0A000126
          TLS error (SSL_read): on connection from mail.example.org (pc) [192.0.2.10] error:0A000126 # kind=tls|client_host=mail.example.org|client_ip=192.0.2.10|helo=pc|reason=TLS error (SSL_read): on connection from mail.example.org (pc) [192.0.2.10] error:0A000126
          H=mx.example.com [198.51.100.25] TLS error on connection (recv): The TLS connection was non-properly terminated. # kind=tls|relay_host=mx.example.com|relay_ip=198.51.100.25|reason=TLS error on connection (recv): The TLS connection was non-properly terminated.
          TLS error on connection to mx.example.com [198.51.100.25] (gnutls_handshake): A TLS packet with unexpected length was received. # kind=tls|relay_host=mx.example.com|relay_ip=198.51.100.25|reason=(gnutls_handshake): A TLS packet with unexpected length was received.
          1vNMFN-0002BN-1x TLS error on connection to [198.51.100.25] (SSL_connect): error:0A000086 # kind=tls|queue_id=1vNMFN-0002BN-1x|relay_ip=198.51.100.25|reason=(SSL_connect): error:0A000086
          SSL_write: (from mail.example.org (pc) [192.0.2.10]) syscall: Broken pipe # kind=tls|client_host=mail.example.org|client_ip=192.0.2.10|helo=pc|reason=SSL_write: (from mail.example.org (pc) [192.0.2.10]) syscall: Broken pipe
          SSL channel closed on write # kind=tls|reason=SSL channel closed on write
          [198.51.100.25] after QUIT, client reset TCP before SMTP response and TLS close # kind=tls|client_ip=198.51.100.25|reason=after QUIT, client reset TCP before SMTP response and TLS close
          TLS ALPN (http/1.1) rejected # kind=tls|reason=TLS ALPN (http/1.1) rejected
          TLS error on connection Ci=77 from mail.example.net (pc) [192.0.2.7] (SSL_accept): error:0A00010B # kind=tls|client_host=mail.example.net|client_ip=192.0.2.7|helo=pc|reason=(SSL_accept): error:0A00010B
          TLS error on connection from mail.example.net (pc) [192.0.2.7] (via inetd) (SSL_accept): error:0A00010B # kind=tls|client_host=mail.example.net|client_ip=192.0.2.7|helo=pc|reason=(SSL_accept): error:0A00010B
          1vNMFN-0002BN-1x [198.51.100.25] SSL verify error (during R-verify for [192.0.2.7]): certificate name mismatch: DN="/CN=other.example.com" H="mx1.example.com" # kind=tls|queue_id=1vNMFN-0002BN-1x|relay_host=mx1.example.com|relay_ip=198.51.100.25|reason=SSL verify error (during R-verify for [192.0.2.7]): certificate name mismatch: DN="/CN=other.example.com" H="mx1.example.com"
          """)
  void tls(String line, String facts) {
    Lines.expect(line.strip(), facts);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          1vNMFN-0002BN-1x Completed # kind=removed|queue_id=1vNMFN-0002BN-1x
          1vNMFN-0002BN-1x Completed QT=2m42s # kind=removed|queue_id=1vNMFN-0002BN-1x|delay=162
          1vNMFN-0002BN-1x Completed QT=0.149s # kind=removed|queue_id=1vNMFN-0002BN-1x|delay=0.149
          1vNMFN-0002BN-1x Frozen (delivery error message) # kind=queue-action|queue_id=1vNMFN-0002BN-1x|reason=Frozen (delivery error message)|action=freeze
          1vNMFN-0002BN-1x Frozen by the system filter: look\\nat it # kind=queue-action|queue_id=1vNMFN-0002BN-1x|reason=Frozen by the system filter: look\\nat it|action=freeze
          1vNMFN-0002BN-1x frozen by root # kind=queue-action|queue_id=1vNMFN-0002BN-1x|reason=frozen by root|action=freeze
          1vNMFN-0002BN-1x Unfrozen by errmsg timer # kind=queue-action|queue_id=1vNMFN-0002BN-1x|reason=Unfrozen by errmsg timer|action=thaw
          1vNMFN-0002BN-1x Unfrozen by forced delivery # kind=queue-action|queue_id=1vNMFN-0002BN-1x|reason=Unfrozen by forced delivery|action=thaw
          1vNMFN-0002BN-1x unfrozen by root # kind=queue-action|queue_id=1vNMFN-0002BN-1x|reason=unfrozen by root|action=thaw
          1vNMFN-0002BN-1x cancelled by timeout_frozen_after # kind=queue-action|queue_id=1vNMFN-0002BN-1x|reason=cancelled by timeout_frozen_after|action=cancel
          1vNMFN-0002BN-1x removed by root # kind=queue-action|queue_id=1vNMFN-0002BN-1x|reason=removed by root|action=delete
          1vNMFN-0002BN-1x Message removed because older than 7d # kind=queue-action|queue_id=1vNMFN-0002BN-1x|reason=Message removed because older than 7d|action=delete
          1vNMFN-0002BN-1x address <bob@example.org> marked delivered by root # kind=queue-action|queue_id=1vNMFN-0002BN-1x|to=bob@example.org|reason=address <bob@example.org> marked delivered by root|action=delete
          1vNMFN-0002BN-1x recipient <bob@example.org> added by root # kind=queue-action|queue_id=1vNMFN-0002BN-1x|to=bob@example.org|reason=recipient <bob@example.org> added by root
          1vNMFN-0002BN-1x sender address changed to <alice@example.org> by root # kind=queue-action|queue_id=1vNMFN-0002BN-1x|from=alice@example.org|reason=sender address changed to <alice@example.org> by root
          1vNMFN-0002BN-1x moved from input, msglog to slow/input, slow/msglog # kind=queue-action|queue_id=1vNMFN-0002BN-1x|reason=moved from input, msglog to slow/input, slow/msglog
          1vNMFN-0002BN-1x no immediate delivery: queued by ACL # kind=queued|queue_id=1vNMFN-0002BN-1x|reason=queued by ACL
          1vNMFN-0002BN-1x no immediate delivery: more than 10 messages received in one connection # kind=queued|queue_id=1vNMFN-0002BN-1x|reason=more than 10 messages received in one connection
          1vNMFN-0002BN-1x Message is frozen # kind=queue-run|queue_id=1vNMFN-0002BN-1x|action=freeze
          1vNMFN-0002BN-1x Spool file for 1vNMFN-0002BN-1x is locked (another process is handling this message) # kind=queue-run|queue_id=1vNMFN-0002BN-1x
          1vNMFN-0002BN-1x Delivery deferred by system filter # kind=delivery|queue_id=1vNMFN-0002BN-1x|status=deferred|reply=Delivery deferred by system filter
          1vNMFN-0002BN-1x original recipients ignored (system filter) # kind=queue-action|queue_id=1vNMFN-0002BN-1x
          1vNMFN-0002BN-1x Message abandoned: no recipients # kind=queue-action|queue_id=1vNMFN-0002BN-1x|reason=Message abandoned: no recipients|action=delete
          """)
  void queue(String line, String facts) {
    Lines.expect(line.strip(), facts);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          1vNMFN-0002BN-1x wholly new words of an administrator # kind=other|queue_id=1vNMFN-0002BN-1x
          wholly new words of an administrator # kind=other
          1vNMFN-0002BN-1x DKIM: d=example.org s=sel c=relaxed/relaxed a=rsa-sha256 b=2048 [verification succeeded] # kind=policy|queue_id=1vNMFN-0002BN-1x|reason=DKIM: d=example.org s=sel c=relaxed/relaxed a=rsa-sha256 b=2048 [verification succeeded]
          Start queue run: pid=8001 -qff # kind=queue-run
          Start 'slow' queue run: pid=8001 # kind=queue-run
          End queue run: pid=8001 -qff # kind=queue-run
          Abandon queue run: pid=8001 (load 12.00, max 8.00) # kind=queue-run
          exim 4.98 daemon started: pid=8001, -q30m, listening for SMTP on port 25 (IPv6 and IPv4) # kind=process
          exim 4.98 daemon started: pid=8001, no queue runs, not listening for SMTP # kind=process
          exim 4.98 daemon terminating, inetd wait timeout reached. # kind=process
          pid 8001: SIGHUP received: re-exec daemon # kind=process
          cwd=/var/spool/exim4 3 args: /usr/sbin/exim4 -Mc 1vNMFN-0002BN-1x # kind=process
          no host name found for IP address 192.0.2.7 # kind=diagnostic|client_ip=192.0.2.7|reason=no host name found for IP address 192.0.2.7
          no IP address found for host mail.example.net (during SMTP connection from [192.0.2.7]:41516) # kind=diagnostic|client_host=mail.example.net|client_ip=192.0.2.7|client_port=41516|reason=no IP address found for host mail.example.net (during SMTP connection from [192.0.2.7]:41516)
          DNS list lookup defer (probably timeout) for 7.2.0.192.zen.example.org: returned SERVFAIL # kind=diagnostic|reason=DNS list lookup defer (probably timeout) for 7.2.0.192.zen.example.org: returned SERVFAIL
          Long A lookup for 'example.org': 5012 msec # kind=diagnostic|reason=Long A lookup for 'example.org': 5012 msec
          "alice@example.net" from env-from rewritten as "alice@example.org" by rule 1 # kind=content-check|reason="alice@example.net" from env-from rewritten as "alice@example.org" by rule 1
          spool directory space check failed: space=100 inodes=9 # kind=diagnostic|reason=spool directory space check failed: space=100 inodes=9
          1vNMFN-0002BN-1x Format error in spool file 1vNMFN-0002BN-1x-H: size=0 # kind=diagnostic|queue_id=1vNMFN-0002BN-1x|reason=Format error in spool file 1vNMFN-0002BN-1x-H: size=0
          Exim configuration error in line 3 of /etc/exim.conf: # kind=diagnostic|reason=Exim configuration error in line 3 of /etc/exim.conf:
          1vNMFN-0002BN-1x SA: Action: scanned but message isn't spam: score=0.1 required=5.0 (scanned in 2/2 secs | Message-Id: k4@example.net). From <u@example.net> (host=c.example.net [192.0.2.7]) for olga@example.org # kind=policy|queue_id=1vNMFN-0002BN-1x|message_id=k4@example.net|from=u@example.net|to=olga@example.org|client_host=c.example.net|client_ip=192.0.2.7|reason=SA: Action: scanned but message isn't spam: score=0.1 required=5.0 (scanned in 2/2 secs | Message-Id: k4@example.net). From <u@example.net> (host=c.example.net [192.0.2.7]) for olga@example.org
          SA: Action: silently tossed message: score=31.0 required=5.0 trigger=30.0 (scanned in 6/6 secs | Message-Id: k4@example.net). From <> (host=NULL [192.0.2.7]) for a@example.org, b@example.org # kind=policy|message_id=k4@example.net|from=|to=a@example.org|recipients=a@example.org b@example.org|client_ip=192.0.2.7|reason=SA: Action: silently tossed message: score=31.0 required=5.0 trigger=30.0 (scanned in 6/6 secs | Message-Id: k4@example.net). From <> (host=NULL [192.0.2.7]) for a@example.org, b@example.org
          1vNMFN-0002BN-1x lowest numbered MX record points to local host: example.com # kind=diagnostic|queue_id=1vNMFN-0002BN-1x|reason=lowest numbered MX record points to local host: example.com
          remote host address is the local host: example.net (while verifying <bob@example.net> from host (pc) [192.0.2.7]) # kind=diagnostic|client_ip=192.0.2.7|helo=pc|reason=remote host address is the local host: example.net (while verifying <bob@example.net> from host (pc) [192.0.2.7])
          exim: could not open panic log - aborting: see message(s) above # kind=diagnostic|reason=exim: could not open panic log - aborting: see message(s) above
          ATRN 'example.org' received from (pc) [192.0.2.7] # kind=queue-run|client_ip=192.0.2.7|helo=pc
          """)
  void others(String line, String facts) {
    Lines.expect(line.strip(), facts);
  }

  /** rsyslog writes what controls as {@code #011}; in Exim's own log the same is text. */
  @Test
  void bytesThatACollectorEscapedAreDecoded() {
    String text =
        "2026-09-12 10:15:30 1vNMFN-0002BN-1x ** bob@example.org R=dnslookup T=remote_smtp: SMTP"
            + " error from remote mail server after end of data: 550 5.1.1 No#011such\\n"
            + "#012user #42 #400";
    assertThat(Lines.whole("Sep 12 10:15:30 mx1 exim[1]: " + text).text(Field.REPLY))
        .endsWith("550 5.1.1 No\tsuch\n\nuser #42 #400");
    assertThat(Lines.whole(text).text(Field.REPLY)).endsWith("No#011such\n#012user #42 #400");
  }

  /** An id that an anonymiser changed is told by what follows it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          1vNMFN-XXXX <= a@example.net H=mail.example.net [192.0.2.7] P=esmtp S=432 # kind=received|queue_id=1vNMFN-XXXX|flag=<=|from=a@example.net|client_host=mail.example.net|client_ip=192.0.2.7|protocol=esmtp|size=432
          xxxxxxxxxx => bob@example.org R=r T=t # kind=delivery|queue_id=xxxxxxxxxx|flag==>|status=sent|to=bob@example.org|router=r|transport=t
          1vNMFN-******-1x ** bob@example.org: Unrouteable address # kind=delivery|queue_id=1vNMFN-******-1x|flag=**|status=bounced|to=bob@example.org|reply=Unrouteable address
          XXXXXXXXXXXXXXXX-XX == bob@example.org R=r T=t defer (-1): no # kind=delivery|queue_id=XXXXXXXXXXXXXXXX-XX|flag===|status=deferred|to=bob@example.org|router=r|transport=t|reply=no
          1vNMFNXXXX Completed # kind=removed|queue_id=1vNMFNXXXX
          1vNMFNXXXX Completed by hand # kind=other
          forwarded => bob@example.org # kind=other
          xxx => bob@example.org # kind=other
          """)
  void idsThatWereMasked(String line, String facts) {
    Lines.expect(line.strip(), facts);
  }
}
