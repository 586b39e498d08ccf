package org.dl4jlab.onednn;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.conf.BackpropType;
import org.dl4jlab.onednn.lowering.Lowerings;
import org.dl4jlab.onednn.parameters.TrainingSupport;
import org.dl4jlab.program.NetworkModel;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation;
import org.dl4jlab.program.Program;
import org.dl4jlab.program.ProgramReader;
import org.dl4jlab.program.TrainingRules;
import org.nd4j.linalg.api.buffer.DataType;

/** What keeps this engine from executing a network. */
final class Obstacles {

  private static final String NETWORK = "the network";

  private final List<String> found = new ArrayList<>();

  private Obstacles() {}

  /** Every reason, naming its layer; empty for a network that can be executed. */
  static List<String> of(NetworkModel network) {
    Obstacles obstacles = new Obstacles();
    if (network.rules().type() != DataType.FLOAT) {
      obstacles.add(NETWORK, "is not initialised with 32-bit floats");
    } else {
      obstacles.check(ProgramReader.read(network), network.outputs());
    }
    return List.copyOf(obstacles.found);
  }

  private void add(String layer, String why) {
    String obstacle = "'%s' %s".formatted(layer, why);
    if (!found.contains(obstacle)) {
      found.add(obstacle);
    }
  }

  private void check(Program program, List<String> outputs) {
    check(program.rules());
    for (Node node : program.nodes()) {
      Lowerings.unsupported(node.operation()).ifPresent(why -> add(node.layer(), why));
      TrainingSupport.unsupported(node.operation()).ifPresent(why -> add(node.layer(), why));
    }
    if (program.nodes().stream().noneMatch(node -> isOwn(node.operation()))) {
      program.nodes().stream()
          .filter(node -> node.operation() instanceof Operation.Stock)
          .forEach(node -> add(node.layer(), ((Operation.Stock) node.operation()).why()));
    }
    outputs.stream()
        .filter(output -> program.losses().stream().noneMatch(l -> l.layer().equals(output)))
        .filter(output -> found.stream().noneMatch(told -> told.startsWith("'" + output + "'")))
        .forEach(output -> add(output, "is an output, but no output or loss layer"));
  }

  /** Whether this engine computes it with weights: if it has none, stock DL4J does all the work. */
  private static boolean isOwn(Operation operation) {
    return !operation.parameters().isEmpty() && !(operation instanceof Operation.Stock);
  }

  private void check(TrainingRules rules) {
    if (rules.backpropagation() != BackpropType.Standard) {
      add(NETWORK, "has truncated backpropagation");
    }
    if (!rules.minimize()
        || rules.algorithm() != OptimizationAlgorithm.STOCHASTIC_GRADIENT_DESCENT) {
      add(NETWORK, "is not trained by stochastic gradient descent");
    }
  }
}
