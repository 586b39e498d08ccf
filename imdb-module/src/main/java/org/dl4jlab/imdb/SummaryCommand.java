package org.dl4jlab.imdb;

import java.util.List;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.cli.BaseCommand;
import org.dl4jlab.cli.CommandRunner;
import org.dl4jlab.nets.SentimentCnn;
import org.dl4jlab.nets.SentimentOptions;
import org.dl4jlab.report.Summary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "summary",
    mixinStandardHelpOptions = true,
    description = "Print the network's layers, output shapes and parameters.")
final class SummaryCommand extends BaseCommand {

  @Option(names = "--vector-size", description = "Numbers of a word vector (default 300).")
  private int vectorSize = 300;

  /** The figures as JSON. */
  private record Figures(
      String network,
      long parameters,
      long trainable,
      long notTrainable,
      List<Summary.Row> layers) {}

  @Override
  public Integer call() {
    SentimentOptions options = checked(() -> SentimentOptions.imdb(vectorSize));
    ComputationGraph graph = new ComputationGraph(SentimentCnn.configuration(options));
    graph.init();
    Summary summary = Summary.of(graph, InputType.recurrent(vectorSize, options.tokens()));
    say("Network: %s%n%s", SentimentExperiment.NETWORK, summary.toText());
    result(
        new Figures(
            SentimentExperiment.NETWORK,
            summary.parameters(),
            summary.trainable(),
            summary.notTrainable(),
            summary.rows()));
    return CommandRunner.DONE;
  }
}
