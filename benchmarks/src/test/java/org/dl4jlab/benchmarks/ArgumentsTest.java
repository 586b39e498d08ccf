package org.dl4jlab.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What the two programs make of their arguments, before anything is measured. */
class ArgumentsTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int execute(CommandLine commandLine, String... args) {
    return commandLine
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .execute(args);
  }

  private static Object value(String option, String... args) {
    return Comparison.commandLine().parseArgs(args).commandSpec().findOption(option).getValue();
  }

  @Test
  void withoutArgumentsEverythingIsComparedThreeTimes() {
    assertEquals(3, (Integer) value("--rounds"));
    assertEquals(List.of(32), value("--batch"));
    assertEquals(
        List.of(
            Workload.DENSE,
            Workload.CNN,
            Workload.BATCHNORM,
            Workload.SENTIMENT100,
            Workload.SENTIMENT300),
        value("--network"));
    assertEquals(List.of(Mode.values()), value("--mode"));
  }

  @Test
  void severalAreSeparatedByCommas() {
    assertEquals(List.of(32, 256), value("--batch", "--batch", "32,256"));
    assertEquals(
        List.of(Workload.BATCHNORM, Workload.SENTIMENT100),
        value("--network", "--network=batchnorm,Sentiment100"));
    assertEquals(List.of(Mode.PREDICT), value("--mode", "--mode", "predict"));
  }

  @Test
  void helpTellsOptionsAndDefaults() {
    assertEquals(0, execute(Comparison.commandLine(), "--help"));
    assertTrue(out.toString().contains("--network=NAME"), out.toString());
    assertTrue(out.toString().contains("(default train,predict)"), out.toString());
    assertEquals(0, execute(ProfileMain.commandLine(), "--help"));
    assertTrue(out.toString().contains("One of dense, cnn, batchnorm"), out.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --rounds 0        | '0' is no whole number from 1 on
          --batch 32,many   | 'many' is no whole number from 1 on
          --network resnet  | expected one of [DENSE, CNN, BATCHNORM, AIRBENCH, SENTIMENT100, SENTIMENT300, LENET, AUTOENCODER, LSTM, BILSTM, RESNET50, SQUEEZENET, UNET] (case-insensitive)
          --mode sleep      | expected one of [TRAIN, PREDICT] (case-insensitive)
          --rounds          | Missing required parameter for option '--rounds'
          --batches 32      | Unknown options: '--batches'
          """)
  void wrongUsageIsNamed(String args, String because) {
    assertEquals(2, execute(Comparison.commandLine(), args.split(" ")));
    String first = err.toString().lines().findFirst().orElseThrow();
    assertTrue(first.contains(because), first);
  }

  @Test
  void profileNeedsNetworkAndBatch() {
    assertEquals(2, execute(ProfileMain.commandLine(), "cnn"));
    assertTrue(err.toString().startsWith("Missing required parameter: 'BATCH'"), err.toString());
  }
}
