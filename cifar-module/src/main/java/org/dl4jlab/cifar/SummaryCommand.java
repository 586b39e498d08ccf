package org.dl4jlab.cifar;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.cli.BaseCommand;
import org.dl4jlab.cli.CommandRunner;
import org.dl4jlab.nets.ImageNetwork;
import org.dl4jlab.nets.NetworkOptions;
import org.dl4jlab.report.Summary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "summary",
    mixinStandardHelpOptions = true,
    description = "Print the networks' layers, output shapes and parameters.")
final class SummaryCommand extends BaseCommand {

  @Option(names = "--network", description = "${COMPLETION-CANDIDATES} (default all).")
  private ImageNetwork network;

  /** One network's figures as JSON. */
  private record Figures(
      String network,
      long parameters,
      long trainable,
      long notTrainable,
      List<Summary.Row> layers) {}

  @Override
  public Integer call() {
    NetworkOptions options = NetworkOptions.cifar10();
    List<Figures> figures = new ArrayList<>();
    for (ImageNetwork shown :
        network == null ? ImageNetwork.values() : new ImageNetwork[] {network}) {
      ComputationGraph graph = new ComputationGraph(shown.configuration(options));
      graph.init();
      Summary summary =
          Summary.of(
              graph,
              InputType.convolutional(options.height(), options.width(), options.channels()));
      say("Network: %s%n%s", shown, summary.toText());
      figures.add(
          new Figures(
              shown.toString(),
              summary.parameters(),
              summary.trainable(),
              summary.notTrainable(),
              summary.rows()));
    }
    result(figures);
    return CommandRunner.DONE;
  }
}
