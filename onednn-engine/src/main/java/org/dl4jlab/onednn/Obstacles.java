package org.dl4jlab.onednn;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.stepfunctions.NegativeDefaultStepFunction;
import org.deeplearning4j.nn.conf.stepfunctions.NegativeGradientStepFunction;
import org.deeplearning4j.nn.conf.stepfunctions.StepFunction;
import org.deeplearning4j.nn.layers.FrozenLayerWithBackprop;
import org.dl4jlab.onednn.lowering.Lowerings;
import org.dl4jlab.onednn.parameters.TrainingSupport;
import org.dl4jlab.program.NetworkModel;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation;
import org.dl4jlab.program.Program;
import org.dl4jlab.program.ProgramReader;
import org.dl4jlab.program.StockPart;
import org.dl4jlab.program.TrainingRules;
import org.nd4j.linalg.api.buffer.DataType;

/** What keeps this engine from executing a network: from anything, or from training it only. */
final class Obstacles {

  private static final String NETWORK = "the network";

  private final List<String> found = new ArrayList<>();

  private Obstacles() {}

  /** Every reason, naming its layer; empty for a network that can be trained. */
  static List<String> of(NetworkModel network) {
    Obstacles obstacles = new Obstacles();
    return obstacles.floats(network)
        ? of(network, ProgramReader.read(network))
        : List.copyOf(obstacles.found);
  }

  /**
   * The same for a network of 32-bit floats that has been read.
   *
   * @param program the network's, as it is
   */
  static List<String> of(NetworkModel network, Program program) {
    Obstacles obstacles = new Obstacles();
    obstacles.addOfTraining(program.rules());
    for (Node node : program.nodes()) {
      obstacles.addUnsupported(node);
      obstacles.addWhole(network, node);
      TrainingSupport.unsupported(node.operation())
          .ifPresent(why -> obstacles.add(node.layer(), why));
    }
    obstacles.addStockWhereNothingElseIs(program);
    network.outputs().forEach(output -> obstacles.addFrozenLoss(network, output));
    return List.copyOf(obstacles.found);
  }

  /** Those of them that keep it from predicting. */
  static List<String> ofInference(NetworkModel network) {
    Obstacles obstacles = new Obstacles();
    if (obstacles.floats(network)) {
      Program program = ProgramReader.read(network);
      program.nodes().stream()
          .filter(node -> !(node.operation() instanceof Operation.Untrainable))
          .forEach(obstacles::addUnsupported);
      obstacles.addStockWhereNothingElseIs(program);
    }
    return List.copyOf(obstacles.found);
  }

  private void add(String layer, String why) {
    String obstacle = "'%s' %s".formatted(layer, why);
    if (!found.contains(obstacle)) {
      found.add(obstacle);
    }
  }

  private boolean floats(NetworkModel network) {
    boolean floats = network.rules().type() == DataType.FLOAT;
    if (!floats) {
      add(NETWORK, "is not initialised with 32-bit floats");
    }
    return floats;
  }

  private void addUnsupported(Node node) {
    Lowerings.unsupported(node.operation()).ifPresent(why -> add(node.layer(), why));
  }

  /**
   * DL4J has no backward pass over segments of these, or forgets to take their last step; what it
   * computes itself in here forgets what came before.
   */
  private void addWhole(NetworkModel network, Node node) {
    Operation operation = node.operation();
    boolean whole =
        operation instanceof Operation.LastStep
            || operation instanceof Operation.Lstm lstm && lstm.backwards()
            || operation instanceof Operation.Stock stock
                && stock.part() instanceof StockPart.OfLayer
                && network.isRecurrent(node.layer());
    if (network.rules().inSegments() && whole) {
      add(node.layer(), "needs whole series, but has truncated backpropagation");
    }
  }

  /** DL4J takes the loss out of what is wrapped. An output that has none is trained by nobody. */
  private void addFrozenLoss(NetworkModel network, String output) {
    if (network.layer(output) instanceof FrozenLayerWithBackprop frozen
        && frozen.getInsideLayer() instanceof IOutputLayer) {
      add(output, "has a loss, but is frozen");
    }
  }

  /** If this engine computes nothing that has weights, stock DL4J does all the work. */
  private void addStockWhereNothingElseIs(Program program) {
    if (program.nodes().stream().noneMatch(node -> isOwn(node.operation()))) {
      program.nodes().stream()
          .filter(node -> node.operation() instanceof Operation.Stock)
          .forEach(node -> add(node.layer(), ((Operation.Stock) node.operation()).why()));
    }
  }

  private static boolean isOwn(Operation operation) {
    return !operation.parameters().isEmpty() && !(operation instanceof Operation.Stock);
  }

  private void addOfTraining(TrainingRules rules) {
    if (!rules.minimize()
        || rules.algorithm() != OptimizationAlgorithm.STOCHASTIC_GRADIENT_DESCENT
        || !descends(rules.stepFunction())) {
      add(NETWORK, "is not trained by stochastic gradient descent");
    }
  }

  /** Whether an update is subtracted, in full. */
  private static boolean descends(StepFunction function) {
    return function == null
        || function instanceof NegativeGradientStepFunction
        || function instanceof NegativeDefaultStepFunction;
  }
}
