package io.maillog.cli;

import io.maillog.event.EventKind;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which fields lines of each kind had, of each server, as tables to read. */
final class FieldsTable {
  private static final String ABOUT =
      """
      # Which line states which field

      What for: to see what can be asked of an event, before you write code for it. A field that a line does not state is
      absent: `null`, or `MailEvent.ABSENT` of a number. What each field means says the Javadoc of `Field`, and of the
      kinds that of `EventKind`.

      This page is written by a test, from the recorded logs and the written lines of this repository: a letter says that
      at least one line of that server and kind states the field. It does not say that all do. What is not here may still
      be there in a line that no test has.
      """;

  private static final List<Group> GROUPS =
      List.of(
          new Group(
              "The message",
              "Its ids, and its envelope.",
              EnumSet.range(Field.QUEUE_ID, Field.SUBJECT),
              EnumSet.of(Field.SIZE, Field.NRCPT)),
          new Group(
              "Who handed it over",
              "An SMTP client, or a local user.",
              EnumSet.range(Field.CLIENT_HOST, Field.USER),
              EnumSet.noneOf(Field.class)),
          new Group(
              "The next hop",
              "Where it was to go, and by what.",
              EnumSet.range(Field.RELAY_HOST, Field.RELAY_PORT),
              EnumSet.of(Field.CONN_USE, Field.ROUTER, Field.TRANSPORT, Field.MAILER, Field.FLAG)),
          new Group(
              "The outcome",
              "What came of it, and why.",
              EnumSet.range(Field.STATUS, Field.ACTION),
              EnumSet.noneOf(Field.class)),
          new Group(
              "How long it took",
              "",
              EnumSet.range(Field.DELAY, Field.DELAY_TRANSMIT),
              EnumSet.noneOf(Field.class)),
          new Group(
              "TLS",
              "",
              EnumSet.range(Field.TLS_PROTOCOL, Field.TLS_POLICY),
              EnumSet.noneOf(Field.class)),
          new Group(
              "The line",
              "`kind` and `text` are of every line; `n`, `file`, `source` and `time` where they are"
                  + " known of the input; `host`, `program` and `pid` as the header has them;"
                  + " `dialect` of every line of a mail server.",
              EnumSet.of(Field.SEVERITY, Field.INSTANCE),
              EnumSet.of(Field.COPY, Field.REPEAT, Field.ATTRIBUTES)));

  /** What is told without a table. */
  private static final Set<Field> OF_EVERY_LINE =
      EnumSet.of(
          Field.N,
          Field.FILE,
          Field.SOURCE,
          Field.TIME,
          Field.HOST,
          Field.PROGRAM,
          Field.PID,
          Field.DIALECT,
          Field.KIND,
          Field.TEXT);

  private static final List<String> SERVERS = List.of("postfix", "exim", "sendmail", "opensmtpd");

  private record Group(String title, String about, Set<Field> fields) {
    Group(String title, String about, EnumSet<Field> range, EnumSet<Field> others) {
      this(title, about, EnumSet.copyOf(range));
      fields.addAll(others);
    }
  }

  private final Map<String, Map<EventKind, Set<Field>>> byServer =
      new TreeMap<>(Comparator.<String>comparingInt(SERVERS::indexOf).thenComparing(name -> name));

  /** Takes an event of a server. */
  void add(String server, MailEvent event) {
    Set<Field> fields =
        byServer
            .computeIfAbsent(server, name -> new EnumMap<>(EventKind.class))
            .computeIfAbsent(event.kind(), kind -> EnumSet.noneOf(Field.class));
    fields.addAll(event.fields().toSet());
  }

  /** The page. */
  String page() {
    StringBuilder page = new StringBuilder(ABOUT).append('\n');
    page.append(letters()).append("\n\n## Kinds\n\n| kind | logged by |\n|---|---|\n");
    for (EventKind kind : EventKind.values()) {
      String servers = of(kind);
      if (!servers.isEmpty()) {
        page.append("| `").append(kind.key()).append("` | ").append(servers).append(" |\n");
      }
    }
    Set<Field> shown = EnumSet.copyOf(OF_EVERY_LINE);
    for (Group group : GROUPS) {
      table(page, group);
      shown.addAll(group.fields);
    }
    Set<Field> others = EnumSet.complementOf(EnumSet.copyOf(shown));
    if (!others.isEmpty()) {
      table(page, new Group("Others", "", others));
    }
    Set<Field> never = neverStated();
    never.removeAll(OF_EVERY_LINE);
    if (!never.isEmpty()) {
      page.append("\nNo line of a test states ").append(names(never)).append(".\n");
    }
    return page.toString();
  }

  private String letters() {
    return byServer.keySet().stream()
            .map(name -> letter(name) + " " + name)
            .collect(Collectors.joining(", "))
        + ".\n\n"
        + "Below each field's name stands who writes what is in it, as `Field.author()` says: the"
        + " server; the peer,\n"
        + "who is at the other side of a connection; or the message's author.";
  }

  private static String letter(String server) {
    return server.substring(0, 1).toUpperCase(Locale.ROOT);
  }

  private String of(EventKind kind) {
    return byServer.keySet().stream()
        .filter(name -> byServer.get(name).containsKey(kind))
        .map(FieldsTable::letter)
        .collect(Collectors.joining(" "));
  }

  private String of(EventKind kind, Field field) {
    return byServer.keySet().stream()
        .filter(name -> byServer.get(name).getOrDefault(kind, Set.of()).contains(field))
        .map(FieldsTable::letter)
        .collect(Collectors.joining(" "));
  }

  private void table(StringBuilder page, Group group) {
    page.append("\n## ").append(group.title).append("\n\n");
    if (!group.about.isEmpty()) {
      page.append(group.about).append("\n\n");
    }
    row(page, "kind", group.fields.stream().map(field -> "`" + field.key() + "`").toList());
    row(page, "---", group.fields.stream().map(field -> "---").toList());
    row(
        page,
        "",
        group.fields.stream()
            .map(field -> field.author().name().toLowerCase(Locale.ROOT))
            .toList());
    for (EventKind kind : EventKind.values()) {
      List<String> cells = new ArrayList<>();
      group.fields.forEach(field -> cells.add(of(kind, field)));
      if (cells.stream().anyMatch(cell -> !cell.isEmpty())) {
        row(page, "`" + kind.key() + "`", cells);
      }
    }
  }

  private static void row(StringBuilder page, String first, List<String> cells) {
    page.append("| ").append(first).append(" |");
    cells.forEach(cell -> page.append(' ').append(cell).append(" |"));
    page.append('\n');
  }

  private Set<Field> neverStated() {
    Set<Field> never = EnumSet.allOf(Field.class);
    byServer.values().forEach(kinds -> kinds.values().forEach(never::removeAll));
    return never;
  }

  private static String names(Set<Field> fields) {
    return fields.stream().map(field -> "`" + field.key() + "`").collect(Collectors.joining(", "));
  }
}
