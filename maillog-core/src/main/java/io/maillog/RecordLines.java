package io.maillog;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.ByteSlice;
import io.maillog.dialect.Dialect;
import io.maillog.dialect.Dialects;
import io.maillog.dialect.LineParser;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import io.maillog.header.parse.ParsedHeader;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells the further lines of a record from lines of their own. What they hold was written by
 * strangers, and may look like any line: so a line inside an open record is a further one, unless
 * it has the very header that the record's own log has, or can be none of the record's. And knows
 * where a record stands that comes through syslog in pieces. Takes the events of one log in the
 * order of the lines.
 */
final class RecordLines {
  /** How many records are known that come in pieces, one a process. */
  private static final int MAX_PIECEMEAL = 256;

  /** Longer names of hosts and processes are not remembered. */
  private static final int MAX_PROCESS = 512;

  /** How many lines are known to be cut at a time: of each pod's two streams, of a few pods. */
  private static final int MAX_CUTS = 8;

  /** Of a {@link #form}: the record's log has a name's header, and behind it its own stamp. */
  private static final long NAMED = 1 << 20;

  private static final long WHOLE = 0; // a source is never that
  private static final long SURE = 1; // the lower half of a source is 0

  private final Map<String, LineParser> parsers;
  private final String[] names; // by the same places as their parsers: to go through both
  private final LineParser[] beginners;
  private final ByteSlice slice = new ByteSlice();
  private final EventWriter probe;

  // The record that is open: whose, how it stands, what its first line's header is like; and
  // whether that has none, as what a program writes to a terminal.
  private @Nullable String dialect;
  private int record = LineParser.NO_RECORD;
  private long form;
  private boolean headless;

  private final JournalExport export;

  /**
   * Out of where lines came that a container's runtime cut; their rests come from there. One a
   * stream, the newest first, {@link #WHOLE} where there are no more; the last bit says whether it
   * is sure that the line was cut.
   */
  private final long[] cuts = new long[MAX_CUTS];

  /** By host and process, the one that began first before the others. */
  private final Map<String, Integer> piecemeal = new LinkedHashMap<>();

  RecordLines(Dialects dialects) {
    this.parsers = new LinkedHashMap<>();
    this.probe = new EventWriter(new MailEvent());
    for (Dialect known : dialects.all()) {
      parsers.put(known.name(), known.newLineParser());
    }
    this.export = new JournalExport(dialects);
    this.names = parsers.keySet().toArray(String[]::new);
    this.beginners = parsers.values().toArray(LineParser[]::new);
  }

  /** For another log, which the same thread reads at the same time: with the other's parsers. */
  RecordLines(RecordLines sharing) {
    this.parsers = sharing.parsers;
    this.probe = sharing.probe;
    this.export = new JournalExport(sharing.export);
    this.names = sharing.names;
    this.beginners = sharing.beginners;
  }

  /** Another input begins. */
  void start() {
    record = LineParser.NO_RECORD;
    Arrays.fill(cuts, WHOLE);
    piecemeal.clear();
    export.start();
  }

  /** Writes where the records stand, for {@link #restore}. */
  void save(DataOutput out) throws IOException {
    out.writeBoolean(dialect != null);
    out.writeUTF(dialect == null ? "" : dialect);
    out.writeInt(record);
    out.writeLong(form);
    out.writeBoolean(headless);
    for (long cut : cuts) {
      out.writeLong(cut);
    }
    out.writeInt(piecemeal.size());
    for (Map.Entry<String, Integer> piece : piecemeal.entrySet()) {
      out.writeUTF(piece.getKey());
      out.writeInt(piece.getValue());
    }
    export.save(out);
  }

  void restore(DataInput in) throws IOException {
    boolean known = in.readBoolean();
    String name = in.readUTF();
    dialect = known ? name : null;
    record = in.readInt();
    form = in.readLong();
    headless = in.readBoolean();
    for (int i = 0; i < MAX_CUTS; i++) {
      cuts[i] = in.readLong();
    }
    int pieces = in.readInt();
    if (pieces < 0 || pieces > MAX_PIECEMEAL) {
      throw new IllegalArgumentException(pieces + " records in pieces");
    }
    for (int i = 0; i < pieces; i++) {
      piecemeal.put(in.readUTF(), in.readInt());
    }
    export.restore(in);
  }

  /** Whether the kind of a line's event matters to {@link #read}, though the line begins none. */
  boolean asksKinds() {
    return record != LineParser.NO_RECORD && isNamed();
  }

  /** Makes the event a continuation if its line is one, and sets what it states as such. */
  void read(EventWriter writer) {
    ParsedHeader header = ParsedHeader.of(writer.header());
    if ((export.isOpen() || header.isText()) && export.read(writer)) {
      return;
    }
    if (header.isWrapped() && isRestOfCut(writer)) {
      return;
    }
    if (header.isText()) {
      takeName(writer);
      if (!isFurther(writer)) {
        begin(writer);
      }
      return;
    }
    boolean further =
        record != LineParser.NO_RECORD
            && (isNamed() ? isFurtherOfName(writer) : isUnlikeItsLog(writer) && isFurther(writer));
    if (further) {
      return;
    }
    MailEvent event = writer.event();
    if (header.selfStamped()) {
      dialect = event.dialect();
      record = LineParser.RECORD_BEGUN;
      form = header.form(bytes(writer));
      headless = false;
      return;
    }
    EventKind kind = event.kind();
    if (kind == EventKind.REJECT || kind == EventKind.CONTINUATION) {
      piece(writer);
    }
    if (kind == EventKind.REJECT && beginsUnderName(header, bytes(writer))) {
      dialect = event.dialect();
      record = LineParser.RECORD_BEGUN;
      form = sourceOfName(header, bytes(writer)) | NAMED;
      headless = false;
    }
  }

  /** The bytes that the header's offsets point into. */
  private byte[] bytes(EventWriter writer) {
    return writer.event().line(slice).array();
  }

  // --- lines that a container's runtime cut

  /** Whether the line goes on with one that was cut, though it may look like another. */
  private boolean isRestOfCut(EventWriter writer) {
    ParsedHeader header = ParsedHeader.of(writer.header());
    long source = header.source(bytes(writer));
    int at = 0;
    while (at < MAX_CUTS && cuts[at] != WHOLE && (cuts[at] & ~SURE) != source) {
      at++;
    }
    boolean known = at < MAX_CUTS && cuts[at] != WHOLE;
    boolean rest = known && ((cuts[at] & SURE) != 0 || header.isText());
    if (header.isCut()) {
      System.arraycopy(cuts, 0, cuts, 1, Math.min(at, MAX_CUTS - 1));
      cuts[0] = source | (header.isSurelyCut() ? SURE : 0);
    } else if (known) {
      System.arraycopy(cuts, at + 1, cuts, at, MAX_CUTS - 1 - at);
      cuts[MAX_CUTS - 1] = WHOLE;
    }
    if (rest) {
      makeText(writer);
      writer.kind(EventKind.CONTINUATION);
    }
    return rest;
  }

  /** Forgets a header that is none. */
  private void makeText(EventWriter writer) {
    ParsedHeader header = ParsedHeader.of(writer.header());
    if (!header.isText()) {
      byte[] bytes = bytes(writer);
      header.makeText(textFrom(header, bytes), textTo(header, bytes));
      writer.begin(bytes);
    }
  }

  // --- records of several lines

  /** Takes the name of the record's file or container off a line that nothing else tells. */
  private void takeName(EventWriter writer) {
    long source = ParsedHeader.sourceOf(form);
    ParsedHeader header = ParsedHeader.of(writer.header());
    byte[] bytes = bytes(writer);
    if (record != LineParser.NO_RECORD
        && source != 0
        && !header.isWrapped()
        && header.takeName(bytes, source)) {
      writer.begin(bytes);
      writer.kind(EventKind.MALFORMED);
    }
  }

  /** Whether a line that has a header has another one than those of the record's log. */
  private boolean isUnlikeItsLog(EventWriter writer) {
    byte[] bytes = bytes(writer);
    ParsedHeader header = ParsedHeader.of(writer.header());
    return headless ? mayBeField(bytes, header) : header.form(bytes) != form;
  }

  /** Whether a line can be a field of a message's header: the name of one has no blank. */
  private static boolean mayBeField(byte[] b, ParsedHeader header) {
    int from = header.textFrom();
    int to = header.textTo();
    int colon = ByteScan.indexOf(b, from, to, (byte) ':');
    int blank = ByteScan.indexOf(b, from, to, (byte) ' ');
    return colon >= 0 && (blank < 0 || colon < blank);
  }

  // Records of a log that a syslog driver names, such as a container's: NAME[9]: STAMP TEXT.

  private boolean isNamed() {
    return (form & NAMED) != 0;
  }

  private static boolean beginsUnderName(ParsedHeader header, byte[] b) {
    return header.tagged()
        && !header.isWrapped()
        && !header.indented()
        && header.ownStampTo(b) >= 0;
  }

  /** Who logs: host, program and process, as one number. */
  private static long sourceOfName(ParsedHeader h, byte[] b) {
    int name = ByteScan.hash(b, h.programFrom(), Math.max(h.programTo(), h.pidTo()));
    return (long) (name * 31 + ByteScan.hash(b, h.hostFrom(), h.hostTo()) | 1) << Integer.SIZE;
  }

  /** As {@link #isFurther}; the line keeps its header. Any line that the server logs ends it. */
  private boolean isFurtherOfName(EventWriter writer) {
    LineParser parser = dialect == null ? null : parsers.get(dialect);
    ParsedHeader header = ParsedHeader.of(writer.header());
    byte[] bytes = bytes(writer);
    switch (writer.event().kind()) {
      case FOREIGN, OTHER, CONTINUATION -> {
        if (parser == null
            || !header.tagged()
            || header.isWrapped()
            || sourceOfName(header, bytes) != ParsedHeader.sourceOf(form)) {
          return false; // another's
        }
      }
      default -> {
        record = LineParser.NO_RECORD;
        return false;
      }
    }
    int from = messageWithBlanks(header, bytes);
    int to = header.messageTo();
    boolean own = header.ownStampTo(bytes) >= 0 && !header.indented();
    int stands = own ? LineParser.NO_RECORD : standsBehind(parser, bytes, from, to);
    if (stands != LineParser.NO_RECORD) {
      writer.begin(bytes);
      take(parser, bytes, from, to, writer);
    }
    record = stands;
    return stands != LineParser.NO_RECORD;
  }

  /** Where the message starts behind the one blank that is the header's. */
  private static int messageWithBlanks(ParsedHeader header, byte[] b) {
    int from = header.messageFrom();
    while (from > header.programTo() && b[from - 1] == ' ') {
      from--;
    }
    return Math.min(header.messageFrom(), from + 1);
  }

  /** Makes the event one of the open record's, if its line is of it; else the record is over. */
  private boolean isFurther(EventWriter writer) {
    LineParser parser = dialect == null ? null : parsers.get(dialect);
    if (record == LineParser.NO_RECORD || parser == null || isNamed()) {
      return false;
    }
    byte[] bytes = bytes(writer);
    ParsedHeader header = ParsedHeader.of(writer.header());
    boolean named = ParsedHeader.sourceOf(form) != 0;
    if ((named || !header.isCollected()) && header.source(bytes) != ParsedHeader.sourceOf(form)) {
      return false; // of another file or container, which says nothing of this one
    }
    int from = textFrom(header, bytes);
    int to = textTo(header, bytes);
    int stands = standsBehind(parser, bytes, from, to);
    if (stands == LineParser.NO_RECORD) {
      record = headless ? record : LineParser.NO_RECORD;
      return false;
    }
    makeText(writer);
    take(parser, bytes, from, to, writer);
    if (writer.event().kind() == EventKind.FOREIGN) {
      writer.dialect(null);
    }
    record = stands;
    return true;
  }

  /** How the open record stands behind a text; {@link LineParser#NO_RECORD} if it is none of it. */
  private int standsBehind(LineParser parser, byte[] b, int from, int to) {
    probe.begin(b);
    probe.kind(EventKind.CONTINUATION);
    return parser.continues(b, from, to, record, probe);
  }

  private void take(LineParser parser, byte[] b, int from, int to, EventWriter writer) {
    writer.kind(EventKind.CONTINUATION);
    writer.dialect(dialect);
    parser.continues(b, from, to, record, writer);
  }

  /** Opens a record that begins with a line without a header, if a dialect knows it. */
  private void begin(EventWriter writer) {
    if (record != LineParser.NO_RECORD) {
      return;
    }
    byte[] bytes = bytes(writer);
    ParsedHeader header = ParsedHeader.of(writer.header());
    int from = textFrom(header, bytes);
    int to = textTo(header, bytes);
    for (int i = 0; i < names.length; i++) {
      int begun = beginners[i].begins(bytes, from, to);
      if (begun != LineParser.NO_RECORD) {
        dialect = names[i];
        record = begun;
        form = header.form(bytes);
        headless = true;
        writer.kind(EventKind.FOREIGN);
        return;
      }
    }
  }

  /** Where the line starts, behind the collector's stamp where the record's log has one. */
  private int textFrom(ParsedHeader header, byte[] b) {
    boolean open = record != LineParser.NO_RECORD;
    // A tag in the text of a log that has none is a stranger's.
    boolean whole = open && header.isCollected() && ParsedHeader.sourceOf(form) == 0;
    int from = whole ? header.lineFrom() : header.textFrom();
    if (open && ParsedHeader.isBehindStamp(form) && !header.isBehindStamp()) {
      int blank = ByteScan.indexOf(b, from, header.textTo(), (byte) ' ');
      return blank < 0 ? from : blank + 1;
    }
    return from;
  }

  /** Where the line ends, without the blanks there; a line of blanks alone keeps its first. */
  private static int textTo(ParsedHeader header, byte[] b) {
    int from = header.textFrom();
    int to = header.textTo();
    if (header.isOfBlanks(b)) {
      return from + 1;
    }
    while (to > from && b[to - 1] >= 0 && b[to - 1] <= ' ') {
      to--;
    }
    return to;
  }

  // --- records in pieces, through syslog

  private void piece(EventWriter writer) {
    MailEvent event = writer.event();
    LineParser parser = event.dialect() == null ? null : parsers.get(event.dialect());
    int known = LineParser.NO_RECORD;
    String process = "";
    if (event.kind() == EventKind.CONTINUATION) {
      process = process(event);
      known = piecemeal.getOrDefault(process, LineParser.NO_RECORD);
      if (known == LineParser.NO_RECORD) {
        return;
      }
    }
    ParsedHeader header = ParsedHeader.of(event.header());
    int stands =
        parser == null
            ? LineParser.NO_RECORD
            : parser.continues(
                bytes(writer), header.messageFrom(), header.messageTo(), known, writer);
    if (stands == LineParser.NO_RECORD) {
      return; // nearly all refusals
    }
    process = process.isEmpty() ? process(event) : process;
    if (process.length() > MAX_PROCESS) {
      return;
    }
    piecemeal.put(process, stands);
    if (piecemeal.size() > MAX_PIECEMEAL) {
      piecemeal.remove(piecemeal.keySet().iterator().next());
    }
  }

  private static String process(MailEvent event) {
    return event.text(Field.HOST) + '\0' + event.text(Field.PID);
  }
}
