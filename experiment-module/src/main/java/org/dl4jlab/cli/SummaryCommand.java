package org.dl4jlab.cli;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.device.Devices;
import org.dl4jlab.report.Summary;

/** Prints networks' layers, output shapes and parameters. */
public abstract class SummaryCommand extends BaseCommand {

  /** A network that is declared but not trained. */
  public record Declaration(
      String name, ComputationGraphConfiguration configuration, InputType input) {}

  /** One network's figures as JSON. */
  private record Figures(
      String network,
      long parameters,
      long trainable,
      long notTrainable,
      List<Summary.Row> layers) {}

  /** The networks that were asked for. */
  protected abstract List<Declaration> networks();

  /** Whether the JSON is a list, also of one network alone. */
  protected abstract boolean several();

  @Override
  public Integer call() {
    Devices.require();
    List<Figures> figures = new ArrayList<>();
    for (Declaration network : networks()) {
      ComputationGraph graph = new ComputationGraph(network.configuration());
      graph.init();
      Summary summary = Summary.of(graph, network.input());
      say("Network: %s%n%s", network.name(), summary.toText());
      figures.add(
          new Figures(
              network.name(),
              summary.parameters(),
              summary.trainable(),
              summary.notTrainable(),
              summary.rows()));
    }
    result(several() ? figures : figures.get(0));
    return CommandRunner.DONE;
  }
}
