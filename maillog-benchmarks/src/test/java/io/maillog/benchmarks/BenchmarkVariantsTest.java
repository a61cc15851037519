package io.maillog.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.MailLog;
import io.maillog.benchmarks.LogScan.Counts;
import io.maillog.binary.BinaryWriter;
import io.maillog.dialect.Dialects;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import io.maillog.event.MailEventRecord;
import io.maillog.ndjson.EventJson;
import io.maillog.ndjson.JsonBuffer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is measured of every server's log gives the right answer, in each of its variants. */
class BenchmarkVariantsTest {
  private static final int SIZE = 1 << 20;

  private final Map<MailServer, BenchmarkLog> logs = new EnumMap<>(MailServer.class);

  private BenchmarkLog log(MailServer server) {
    return logs.computeIfAbsent(
        server, s -> BenchmarkLog.of(s.generate(SIZE), BenchmarkLog.GENERATED));
  }

  private byte[] lines(MailServer server) {
    return Arrays.copyOf(log(server).bytes(), log(server).length());
  }

  @ParameterizedTest
  @EnumSource
  void readLineReadsEveryByte(MailServer server) {
    BenchmarkLog log = log(server);
    ReadLineRival.Read read = ReadLineRival.read(log.bytes(), log.length());
    assertThat(read.lines()).isEqualTo(LogScan.newlines(log.bytes(), log.length())).isPositive();
    assertThat(read.characters()).isEqualTo(log.length() - read.lines());
  }

  @ParameterizedTest
  @EnumSource
  void fieldsAreThoseOfTheRecords(MailServer server) {
    BenchmarkLog log = log(server);
    List<MailEventRecord> records = new ArrayList<>();
    mailLog(server).events(event -> records.add(event.toRecord()));
    assertThat(new FieldScan().read(log.bytes(), log.length()))
        .isEqualTo(records.stream().mapToLong(BenchmarkVariantsTest::sum).sum());
  }

  /** The plain way to what {@link FieldSum} gives. The generated logs are ASCII. */
  private static long sum(MailEventRecord event) {
    long sum = event.time() == null ? 0 : event.time().epochSecond() + event.time().nano();
    for (Map.Entry<Field, String> field : event.fields().entrySet()) {
      String text = field.getValue();
      sum +=
          switch (field.getKey().type()) {
            case NUMBER -> stated(event.number(field.getKey()));
            case SECONDS -> stated(event.micros(field.getKey()));
            case TEXT -> field.getKey() == Field.TO ? 0 : sum(text);
            case WORD -> text.length();
            default -> 0;
          };
    }
    sum += event.recipients().stream().mapToLong(BenchmarkVariantsTest::sum).sum();
    for (Map.Entry<String, String> pair : event.attributes().entrySet()) {
      sum += sum(pair.getKey()) + sum(pair.getValue());
    }
    return sum;
  }

  private static long sum(String text) {
    return text.isEmpty() ? 0 : text.length() + text.charAt(0) + text.charAt(text.length() - 1);
  }

  private static long stated(long number) {
    return number == MailEvent.ABSENT ? 0 : number;
  }

  @ParameterizedTest
  @EnumSource
  void jsonIsThatOfTheEntryPoint(MailServer server) {
    BenchmarkLog log = log(server);
    ByteArrayOutputStream measured = new ByteArrayOutputStream();
    CountingOutput counted = new CountingOutput();
    new JsonScan().write(log.bytes(), log.length(), measured);
    new JsonScan().write(log.bytes(), log.length(), counted);

    EventJson writer = new EventJson();
    JsonBuffer expected = new JsonBuffer();
    mailLog(server).events(event -> writer.write(event, expected));
    assertThat(measured.toByteArray())
        .isEqualTo(Arrays.copyOf(expected.array(), expected.length()));
    assertThat(counted.count()).isEqualTo(expected.length()).isGreaterThan(log.length());
  }

  @ParameterizedTest
  @EnumSource
  void binaryFormIsThatOfTheEntryPoint(MailServer server) {
    BenchmarkLog log = log(server);
    ByteArrayOutputStream measured = new ByteArrayOutputStream();
    new BinaryScan().write(log.bytes(), log.length(), measured);

    BinaryWriter expected = new BinaryWriter();
    mailLog(server).events(expected::event);
    assertThat(measured.toByteArray()).isEqualTo(expected.toBytes());
  }

  @ParameterizedTest
  @EnumSource
  void aFileGivesTheSameTracesOnOneThreadAndOnTwo(MailServer server, @TempDir Path directory)
      throws IOException {
    BenchmarkLog log = log(server);
    Path file = Files.write(directory.resolve("log"), lines(server));
    long traces = new LogScan().correlate(log.bytes(), log.length());
    assertThat(FileBenchmark.traces(file, 1)).isEqualTo(traces).isPositive();
    assertThat(FileBenchmark.traces(file, 2)).isEqualTo(traces);
  }

  @ParameterizedTest
  @EnumSource
  void oneDialectFindsWhatThreeFind(MailServer server) {
    BenchmarkLog log = log(server);
    Dialects one = DialectsBenchmark.choose(server, 1);
    Dialects three = DialectsBenchmark.choose(server, 3);
    assertThat(one.all()).hasSize(1);
    assertThat(three.all()).hasSize(3);
    Counts counts = new LogScan(one).parse(log.bytes(), log.length());
    assertThat(counts.sent()).isPositive();
    assertThat(new LogScan(three).parse(log.bytes(), log.length())).isEqualTo(counts);
  }

  @ParameterizedTest
  @EnumSource
  void handlersOfAnyNumberOfClassesCountTheSame(MailServer server) {
    BenchmarkLog log = log(server);
    Counts counts = new LogScan().parse(log.bytes(), log.length());
    for (int classes : new int[] {1, 2, 4}) {
      HandlerScan scan = new HandlerScan(classes);
      assertThat(scan.classes()).doesNotHaveDuplicates().hasSize(classes);
      assertThat(scan.parse(log.bytes(), log.length())).isEqualTo(counts);
      assertThat(scan.parse(log.bytes(), log.length())).as("again").isEqualTo(counts);
    }
  }

  private MailLog mailLog(MailServer server) {
    return MailLog.builder().stream(new ByteArrayInputStream(lines(server)), "log")
        .zone(ZoneOffset.UTC)
        .firstYear(LogScan.YEAR)
        .build();
  }
}
