package org.dl4jlab.imdb;

import java.util.List;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.dl4jlab.cli.SummaryCommand;
import org.dl4jlab.nets.SentimentCnn;
import org.dl4jlab.nets.SentimentOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "summary",
    mixinStandardHelpOptions = true,
    description = "Print the network's layers, output shapes and parameters.")
final class SentimentSummaryCommand extends SummaryCommand {

  @Option(names = "--vector-size", description = "Numbers of a word vector (default 300).")
  private int vectorSize = 300;

  @Override
  protected List<Declaration> networks() {
    SentimentOptions options = checked(() -> SentimentOptions.imdb(vectorSize));
    return List.of(
        new Declaration(
            SentimentExperiment.NETWORK,
            SentimentCnn.configuration(options),
            InputType.recurrent(vectorSize, options.tokens())));
  }

  @Override
  protected boolean several() {
    return false;
  }
}
