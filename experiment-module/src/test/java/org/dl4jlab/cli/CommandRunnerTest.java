package org.dl4jlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.dl4jlab.UserException;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.terminal.CleanOutput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class CommandRunnerTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  enum Colour {
    RED,
    DARK_GREEN
  }

  @Command(name = "tool")
  static class Tool extends CommandGroup {}

  @Command(name = "work")
  static class Work extends BaseCommand {

    @Option(names = "--number")
    private int number = 1;

    @Option(names = "--rate")
    private double rate;

    @Option(names = "--colour")
    private Colour colour;

    private final Callable<Integer> work;

    private final String figure;

    Work(Callable<Integer> work, String figure) {
      this.work = work;
      this.figure = figure;
    }

    @Override
    public Integer call() throws Exception {
      checked(() -> new org.dl4jlab.train.TrainingOptions(number, 1, 1));
      say("prose %.1f", 0.5);
      result(Map.of(figure, 1));
      return work.call();
    }
  }

  @Command(name = "group")
  static class Group {}

  private int run(Callable<Integer> work, String... args) {
    return run(work, "figure", args);
  }

  /**
   * @param figure the name of what is written as JSON
   */
  private int run(Callable<Integer> work, String figure, String[] args) {
    CommandLine commands =
        new CommandLine(new Tool())
            .addSubcommand(new Work(work, figure))
            .addSubcommand(new CommandLine(new Group()).addSubcommand(new Work(work, figure)));
    Terminal terminal = new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), false);
    return CommandRunner.run(commands, terminal, args);
  }

  private static Callable<Integer> failing(Throwable e) {
    return () -> {
      if (e instanceof Error error) {
        throw error;
      }
      throw (Exception) e;
    };
  }

  private static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new UserException("do this\nor that"), "do this"),
        Arguments.of(new NoSuchFileException("a"), "there is no file a"),
        Arguments.of(new UncheckedIOException(new IOException("disk full")), "disk full"),
        Arguments.of(new FileSystemException("a", null, "No space"), "a: No space"),
        Arguments.of(new DirectoryNotEmptyException("a"), "a cannot be read or written"),
        Arguments.of(new FileAlreadyExistsException("a"), "a exists already"),
        Arguments.of(new NotDirectoryException("a"), "a is not a folder"),
        Arguments.of(
            new NullPointerException(),
            "something unexpected happened; this is a fault of the program, --debug shows where"),
        Arguments.of(
            new IllegalStateException("odd"),
            "odd; this is a fault of the program, --debug shows where"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void failureIsOneLineAndStatusOne(Exception e, String line) {
    assertEquals(1, run(failing(e), "work"));
    assertEquals(List.of("Failed: " + line), err.toString().lines().toList());
  }

  @Test
  void debugShowsTheStackTrace() {
    assertEquals(1, run(failing(new UserException("broken")), "work", "--debug"));
    assertTrue(err.toString().contains("at org.dl4jlab.cli.CommandRunnerTest"), err.toString());
  }

  @Test
  void lackOfMemoryIsOneLineThatSaysHowToGiveMore() {
    for (Throwable e :
        List.of(
            new OutOfMemoryError("heap"), new IllegalStateException(new OutOfMemoryError("off")))) {
      err.getBuffer().setLength(0);
      assertEquals(1, run(failing(e), "work"));
      assertEquals(1, err.toString().lines().count(), err.toString());
      assertTrue(err.toString().startsWith("Failed: not enough memory"), err.toString());
      assertTrue(err.toString().contains("-Xmx"), err.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("wrongUsages")
  void wrongUsageIsStatusTwoAndPointsToTheHelp(String[] args, String about, String help) {
    assertEquals(2, run(() -> 0, args));
    List<String> lines = err.toString().lines().toList();
    assertEquals(2, lines.size(), err.toString());
    assertTrue(lines.get(0).contains(about), lines.get(0));
    assertEquals("Try '%s --help'".formatted(help), lines.get(1));
    assertEquals("", out.toString());
  }

  private static Stream<Arguments> wrongUsages() {
    return Stream.of(
        Arguments.of(new String[] {"play"}, "There is no command 'play'", "tool"),
        Arguments.of(new String[] {"wrok"}, "'wrok'; did you mean work?", "tool"),
        Arguments.of(new String[] {}, "Choose a command: work or group", "tool"),
        Arguments.of(
            new String[] {"work", "--numbr", "2"},
            "There is no option '--numbr'; did you mean --number?",
            "tool work"),
        Arguments.of(new String[] {"work", "more"}, "'more' is not expected here", "tool work"),
        Arguments.of(
            new String[] {"work", "--number", "x"},
            "--number takes a whole number, not 'x'",
            "tool work"),
        Arguments.of(
            new String[] {"work", "--rate", "x"}, "--rate takes a number, not 'x'", "tool work"),
        Arguments.of(
            new String[] {"work", "--colour", "blue"},
            "--colour takes red or dark_green, not 'blue'",
            "tool work"),
        Arguments.of(new String[] {"work", "--number", "0"}, "not 0", "tool work"),
        Arguments.of(new String[] {"group", "work", "--number", "0"}, "0", "tool group work"));
  }

  @Test
  void proseGoesToTheResultsUnlessTheyAreJson() {
    assertEquals(0, run(() -> 0, "work"));
    assertEquals(List.of("prose 0.5"), out.toString().lines().toList());
    out.getBuffer().setLength(0);
    assertEquals(0, run(() -> 0, "work", "--json"));
    assertEquals("{\"figure\":1}", out.toString().replaceAll("\\s", ""));
    assertEquals(List.of("prose 0.5"), err.toString().lines().toList());
  }

  /** Its title, its clipboard, its screen, its colours; a C1 control; a line written over. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001b]0;title\u0007",
        "\u001b]52;c;Y29weQ==\u001b\\",
        "\u001b[2J",
        "\u001b[8m",
        "\u009b2J",
        "done\rFailed",
        "\b\b",
        "\u007f",
        "abc\u202Egpj.exe"
      })
  void aTerminalObeysNoNameThatIsPrinted(String name) {
    Callable<Integer> failing =
        () -> {
          throw new UserException("There is no class " + name);
        };
    assertEquals(1, run(failing, "work", "--debug"));
    assertEquals(2, run(() -> 0, "work", "--" + name));
    assertEquals(2, run(() -> 0, "work", "--number", name));
    assertClean(err.toString());
    assertTrue(err.toString().contains(CleanOutput.clean(name)), err.toString());
  }

  @Test
  void figuresAsJsonStayWhatTheyAreAndAreClean() throws IOException {
    String name = "\u001b[2J\u009b2J\u202E\r\n\u007f ä 😀";
    assertEquals(0, run(() -> 0, name, new String[] {"work", "--json"}));
    assertClean(out.toString());
    assertEquals(name, RunFolder.JSON.readTree(out.toString()).fieldNames().next());
  }

  @Test
  void lettersOfEveryLanguageStay() {
    String text = "a\tb ä ß 日本 😀 क्ष العربية\n";
    assertEquals(text, CleanOutput.clean(text));
    assertEquals("x\r\ny\u240D", CleanOutput.clean("x\r\ny\r"));
    assertEquals("\u241B[0m", CleanOutput.clean("\u001b[0m"));
  }

  private static void assertClean(String printed) {
    assertEquals(CleanOutput.clean(printed), printed);
    assertTrue(
        printed.chars().allMatch(c -> c == '\n' || c == '\t' || !Character.isISOControl(c)),
        printed);
  }

  @Test
  void commandOfACommandWritesAndFailsAlike() {
    assertEquals(0, run(() -> 0, "group", "work"));
    assertEquals(List.of("prose 0.5"), out.toString().lines().toList());
    assertEquals(1, run(failing(new UserException("broken")), "group", "work"));
    assertEquals(List.of("Failed: broken"), err.toString().lines().toList());
  }
}
