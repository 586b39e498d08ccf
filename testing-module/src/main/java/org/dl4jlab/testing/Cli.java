package org.dl4jlab.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.dl4jlab.run.RunFolder;

/**
 * Runs a command line as a person does, without a process of its own.
 *
 * @param name of the program, as its complaints say it
 */
public record Cli(String name, Program program) {

  private static final Pattern NOT_FOR_PEOPLE =
      Pattern.compile(
          "\\bnull\\b|\\b\\w+(Exception|Error)\\b|\\b(java|javax|org|com)\\.\\w+\\.\\w+");

  /** A program that writes where it is told to. */
  @FunctionalInterface
  public interface Program {

    /** Runs one command and returns its exit status. */
    int run(PrintWriter out, PrintWriter err, String[] args);
  }

  /** What a command left behind. */
  public record Result(String program, int status, String out, String err) {

    public JsonNode json() throws IOException {
      return RunFolder.JSON.readTree(out);
    }

    public Result assertDone() {
      assertEquals(0, status, err);
      return this;
    }

    /** One line of complaint, as for bad input. */
    public Result assertFailed(String because) {
      assertEquals(1, status, out + err);
      List<String> lines = err.lines().toList();
      assertEquals(1, lines.size(), err);
      assertIsForPeople(lines.get(0));
      assertTrue(lines.get(0).startsWith("Failed: "), err);
      assertTrue(lines.get(0).contains(because), err);
      return this;
    }

    /** One line of complaint, and one that names the command whose help tells more. */
    public Result assertWrongUsage(String because) {
      assertEquals(2, status, out + err);
      List<String> lines = err.lines().toList();
      assertEquals(2, lines.size(), err);
      assertIsForPeople(lines.get(0));
      assertTrue(lines.get(0).contains(because), err);
      assertTrue(lines.get(1).startsWith("Try '" + program), err);
      return this;
    }

    /** Done, or one line of complaint. */
    public Result assertDoneOrFailed() {
      return status == 0 ? assertDone() : assertFailed("");
    }

    private static void assertIsForPeople(String message) {
      assertTrue(isForPeople(message), message);
    }

    /** Says so, in a line of its own. */
    public Result assertSays(String words) {
      assertTrue(out.lines().anyMatch(line -> line.contains(words)), out);
      return this;
    }
  }

  /** Whether a message is without names of Java classes, and with something in every place. */
  static boolean isForPeople(String message) {
    return !NOT_FOR_PEOPLE.matcher(message).find();
  }

  public Result run(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        program.run(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            Arrays.stream(args).map(Object::toString).toArray(String[]::new));
    return new Result(name, status, out.toString(), err.toString());
  }
}
