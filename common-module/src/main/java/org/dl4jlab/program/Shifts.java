package org.dl4jlab.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.dl4jlab.program.Operation.BatchNorm;
import org.dl4jlab.program.Operation.Convolution;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * Batch normalization that shifts but does not scale. DL4J has both or none; who wants one locks
 * both, and puts a convolution of one pixel behind that gives every channel as it is plus its bias:
 * its weights are an identity with the learning rate 0.
 *
 * @param program in which such a convolution's bias is the normalization's own
 * @param identities the weights on whose values this rests
 */
public record Shifts(Program program, List<Parameter> identities) {

  /** The program with every such convolution taken into the normalization in front. */
  static Shifts fuse(Program program, NetworkModel network) {
    Map<String, Node> fused = new HashMap<>();
    List<Parameter> identities = new ArrayList<>();
    for (Node node : program.nodes()) {
      Optional<Node> reader = program.onlyReader(node);
      if (reader.isPresent()
          && node.operation() instanceof BatchNorm norm
          && norm.gamma() == null
          && reader.get().operation() instanceof Convolution shift
          && isShift(shift)
          && isIdentity(network, shift.weights())) {
        BatchNorm shifting = new BatchNorm(null, shift.bias(), norm.statistics(), norm.epsilon());
        Node next = reader.get();
        fused.put(node.name(), new Node(next.name(), next.layer(), shifting, node.inputs()));
        fused.put(next.name(), null);
        identities.add(shift.weights());
      }
    }
    List<Node> nodes =
        program.nodes().stream()
            .filter(node -> !fused.containsKey(node.name()) || fused.get(node.name()) != null)
            .map(node -> fused.getOrDefault(node.name(), node))
            .toList();
    return new Shifts(program.with(nodes), List.copyOf(identities));
  }

  /** Whether the weights are what they were, whoever has changed the network since. */
  public boolean holdFor(NetworkModel network) {
    return identities.stream().allMatch(weights -> isIdentity(network, weights));
  }

  private static boolean isShift(Convolution convolution) {
    return convolution.kernel().isOfOnePixel()
        && convolution.bias() != null
        && !convolution.bias().frozen()
        && isFixed(convolution.weights().training());
  }

  /** Whether no step changes an array, nor the array anything in a step. */
  private static boolean isFixed(Parameter.Training training) {
    return training.updater() instanceof Sgd sgd
        && sgd.getLearningRate() == 0
        && sgd.getLearningRateSchedule() == null
        && training.penalties().isEmpty()
        && training.constraints().isEmpty()
        && training.gradientNormalization() == GradientNormalization.None;
  }

  private static boolean isIdentity(NetworkModel network, Parameter weights) {
    long channels = weights.shape()[0];
    if (channels != weights.shape()[1]) {
      return false;
    }
    INDArray values = network.layer(weights.layer()).getParam(weights.name());
    return values.reshape(channels, channels).equalsWithEps(Nd4j.eye(channels), 0);
  }
}
