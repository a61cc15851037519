/**
 * What a mail server's module supplies: which lines are its own, and what they say.
 *
 * <p>{@link io.maillog.dialect.Dialects} finds the modules by {@link java.util.ServiceLoader}.
 *
 * <h2>What a trace is made of</h2>
 *
 * <p>A line with a {@link io.maillog.event.Field#QUEUE_ID} is of the message of that host and id.
 * What the correlator takes from it depends on its kind. A field that a line does not state is left
 * out; of sender, size and the like, what was stated first stays, but for a later QUEUED's sender.
 *
 * <table>
 * <caption>Lines with a queue id</caption>
 * <tr><th>kind</th><th>needs</th><th>may have</th><th>what it does</th></tr>
 * <tr><td>RECEIVED</td><td></td>
 *   <td>FROM, TO (its recipients: known until other lines tell of them, by TO or ORIG_TO), MESSAGE_ID, SIZE, NRCPT; CLIENT_HOST, CLIENT_IP, CLIENT_PORT, HELO, PROTOCOL,
 *   TLS_PROTOCOL, SASL_METHOD, SASL_USERNAME; USER, UID; PARENT_QUEUE_ID</td>
 *   <td>Begins a message. If the id has a message that was begun, queued or ended before, that one
 *   is given, and this is another. With PARENT_QUEUE_ID it is a notification about that message if
 *   FROM is there and empty, else that message handed back (reinjected-from); where the rules say
 *   that a program handed it back, that of its Message-ID and FROM whose DELIVERY of status sent,
 *   without RELAY_HOST, follows within ten seconds, if there is but one. Where transactions
 * have ids, it is of what their id named before, and ends it if NRCPT is 0, if neither SIZE nor
 * MESSAGE_ID tells of a text, or if the client was lost. Where the rules say that several lines take
 * a message in, it is of the one that has the id, and its NRCPT is added.</td></tr>
 * <tr><td>MESSAGE_ID</td><td>MESSAGE_ID</td><td></td>
 *   <td>Begins a message that no RECEIVED begins, such as a notification. The first Message-ID
 *   stays; another one after QUEUED, or after the client's session went on, is of another
 *   message.</td></tr>
 * <tr><td>QUEUED</td><td></td><td>FROM, SIZE, NRCPT, MESSAGE_ID, TO, ENVELOPE_ID</td>
 *   <td>The message is in the queue, and on hold no longer; what happens to the client's session
 *   does not matter to it any more. A message that had ended goes on. The recipient TO is still to
 *   be delivered; with ENVELOPE_ID unless a line told of that copy before.</td></tr>
 * <tr><td>DELIVERY</td><td>TO (or several recipients) and a status</td>
 *   <td>ORIG_TO, RELAY_HOST, RELAY_IP, RELAY_PORT, DSN, CODE, REPLY, DELAY, REMOTE_QUEUE_ID,
 *   CHILD_QUEUE_ID, ENVELOPE_ID</td>
 *   <td>An attempt of each recipient; told from others by TO with ORIG_TO, or by ENVELOPE_ID alone,
 *   whose addresses are then those of the latest line. Of status expired
 *   or discarded without TO: holds for all recipients that are not settled; of status bounced without
 *   TO: those go back to the sender; but with RELAY_HOST or DELAY it is an attempt of one whose
 *   name is in doubt, and holds for nobody. Of status expired with one TO, and without ROUTER, TRANSPORT,
 *   RELAY_HOST and DELAY: no attempt, but what was decided after the last one, if there was any.
 *   With CHILD_QUEUE_ID the message was
 *   forwarded as that one. REMOTE_QUEUE_ID of status sent is the next hop's link. Of status
 *   deliverable or undeliverable the message is an address probe, and gives no trace.</td></tr>
 * <tr><td>REMOVED</td><td></td><td>ACTION, CHILD_QUEUE_ID</td>
 *   <td>Ends the message. ACTION {@code delete}: deleted; {@code discard}, {@code discarded}:
 *   discarded. One on hold counts as deleted. With CHILD_QUEUE_ID it goes on as that
 *   message.</td></tr>
 * <tr><td>REJECT</td><td></td><td>STAGE, CODE, DSN, REASON, TO, FROM, the client's fields</td>
 *   <td>A note. Of stage eod, data or none: the message is refused, and ends. Of another stage: the
 *   recipient TO is refused. Where transactions have ids, one of stage connect, helo or mail refuses
 *   the transaction.</td></tr>
 * <tr><td>CONTENT_CHECK, POLICY</td><td>ACTION</td>
 *   <td>REASON, STAGE, SUBJECT, TO, FROM, status, the client's fields</td>
 *   <td>A note, unless ACTION is {@code info}. {@code hold}, {@code quarantine}: on hold. {@code
 *   discard}: discarded; of stage eod, data or none it ends. {@code redirect}: it goes to one recipient,
 *   however many were counted. Other words only make the note, unless
 *   the rules say that it adds or deletes recipients ({@link
 *   io.maillog.dialect.CorrelationRules#recipientsAdded}). With a
 *   status: the check decided of a delivery of the recipient TO, and is an attempt of it, as by
 *   DELIVERY; of the message it says nothing more.</td></tr>
 * <tr><td>QUEUE_ACTION</td><td>ACTION</td><td>TO, ENVELOPE_ID, REASON, CHILD_QUEUE_ID, PARENT_QUEUE_ID</td>
 *   <td>A note. {@code hold}: on hold; {@code freeze}: on hold, with the recipients that bounced;
 *   {@code release}, {@code thaw}: no longer; {@code delete}: deleted, and ends, or with TO that
 *   recipient alone; {@code cancel}: what is not settled goes back to the sender; {@code requeue}:
 *   ends, and goes on with QUEUED. Others, as
 *   {@code expire}, only make the note: what follows is in the DELIVERY lines. With CHILD_QUEUE_ID
 *   or PARENT_QUEUE_ID the message goes on under another id (reinjected-as, reinjected-from).</td>
 *   </tr>
 * <tr><td>BOUNCE</td><td>CHILD_QUEUE_ID or PARENT_QUEUE_ID</td><td>status expired or bounced</td>
 *   <td>Links a message with the notification about it, which is the child. A message that is only
 *   named, and has no line of its own, gives no trace. Of status expired: what is not settled was
 *   given up, and the message ends; so it does with status bounced, if its one recipient has no line.
 *   With REASON alone it is a note. Without logsRemoval it begins no message, nor does REMOVED, whose
 *   id states a time that the log has.</td></tr>
 * <tr><td>EXPANDED</td><td>CHILD_QUEUE_ID or PARENT_QUEUE_ID; or ORIG_TO and several TO</td><td></td>
 *   <td>Links a message with a clone of it, which is the child, and has its Message-ID, or with
 *   several ({@link io.maillog.event.EventWriter#child}); a forward is
 *   DELIVERY with CHILD_QUEUE_ID. Without either field: the recipients TO are of the address ORIG_TO,
 *   which becomes their orig_to, and begin no message; behind a POLICY of stage vrfy they are what a
 *   client asked, and tell nothing.</td></tr>
 * <tr><td>CONNECTION_LOST</td><td></td><td>STAGE, REASON, FROM, TO, the client's fields</td>
 *   <td>A note. Unless the stage is eod, the message is broken off, and ends.</td></tr>
 * </table>
 *
 * <p>Other kinds with a queue id say nothing lasting; where transactions have ids ({@link
 * io.maillog.dialect.CorrelationRules#transactionsHaveIds()}), they begin no message, and
 * DISCONNECT ends one that was not taken in. Words of ACTION are compared in lower case as they
 * stand here; only for QUEUE_ACTION their case does not matter.
 *
 * <p>Without a queue id, a REJECT makes a trace of its own: with others of the same session and
 * sender, if the dialect has sessions. What else is read then needs the field that tells the
 * session ({@link io.maillog.dialect.CorrelationRules#sessionKey()}): TLS and AUTH_SUCCESS (the
 * client's fields), CONTENT_CHECK (it is of the next message of its sender), CONNECTION_LOST with
 * its STAGE, and DISCONNECT. If that field is {@link io.maillog.event.Field#PID}, a line is of the
 * session only if it has the CLIENT_IP that the CONNECT named (or the first of these lines, where
 * sessions are not announced). A session with an id of its own needs none, ends with
 * CONNECTION_LOST too, and what it hands over and refuses has its address. A CONTINUATION with TO
 * names a recipient of the message that its host and process refused last.
 *
 * <p>A text that the server wrote in several lines ({@link io.maillog.event.EventWriter#piece}) is
 * told as a whole, with its last line; of its lines, only the first of fields is told by itself
 * before.
 */
@NullMarked
package io.maillog.dialect;

import org.jspecify.annotations.NullMarked;
