package org.dl4jlab.notebooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dl4jlab.UserException;
import org.dl4jlab.cli.BaseCommand;
import org.dl4jlab.cli.CommandRunner;
import org.dl4jlab.cli.RunOption;
import org.dl4jlab.run.Metrics;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.train.Score;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = "Compare the results of an executed notebook with those of its run.")
final class CompareCommand extends BaseCommand {

  /** The cell that has no stored output before somebody executes it. */
  private static final String CELL = "comparison";

  private static final Pattern FIGURES =
      Pattern.compile("here: +loss (\\S+), accuracy (\\S+)\\s*$", Pattern.MULTILINE);

  @Mixin private RunOption run;

  @Option(
      names = "--tolerance",
      description =
          "How far apart loss and accuracy may be (default ${DEFAULT-VALUE}); runs from other machines or with other numbers of threads need more.")
  private double tolerance = 0.0001;

  @Parameters(paramLabel = "NOTEBOOK", description = "The executed notebook.")
  private Path notebook;

  @Override
  public Integer call() throws IOException {
    Path folder = run.path(null, console());
    Metrics metrics = RunFolder.open(folder).readMetrics();
    if (metrics.test() == null) {
      throw new UserException("The run %s has no test results to compare with".formatted(folder));
    }
    Score test = metrics.test();
    Matcher here = FIGURES.matcher(printed());
    if (!here.find()) {
      throw new UserException(
          "%s has not been executed: its cell '%s' has no results".formatted(notebook, CELL));
    }
    double loss = Double.parseDouble(here.group(1));
    double accuracy = Double.parseDouble(here.group(2));
    say(
        "Run: loss %.6f, accuracy %.6f; notebook: loss %.6f, accuracy %.6f",
        test.loss(), test.accuracy(), loss, accuracy);
    result(Map.of("run", test, "notebook", new Score(test.samples(), loss, accuracy)));
    if (!(Math.abs(loss - test.loss()) <= tolerance
        && Math.abs(accuracy - test.accuracy()) <= tolerance)) {
      throw new UserException(
          "The results of %s are not those of its run: they are more than %s apart"
              .formatted(
                  notebook, BigDecimal.valueOf(tolerance).stripTrailingZeros().toPlainString()));
    }
    return CommandRunner.DONE;
  }

  private String printed() throws IOException {
    StringBuilder text = new StringBuilder();
    try {
      for (JsonNode cell : RunFolder.JSON.readTree(Files.readString(notebook)).path("cells")) {
        if (cell.path("id").asText().equals(CELL)) {
          for (JsonNode output : cell.path("outputs")) {
            JsonNode lines = output.path("text");
            if (lines.isArray()) {
              lines.forEach(line -> text.append(line.asText()));
            } else {
              text.append(lines.asText());
            }
          }
        }
      }
    } catch (JsonProcessingException e) {
      throw new UserException(
          "%s is not a notebook; name an executed .ipynb file".formatted(notebook), e);
    }
    return text.toString();
  }
}
