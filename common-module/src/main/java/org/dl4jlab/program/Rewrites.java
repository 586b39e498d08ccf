package org.dl4jlab.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.dl4jlab.program.Operation.Activation;
import org.dl4jlab.program.Operation.BatchNorm;
import org.dl4jlab.program.Operation.Convolution;
import org.dl4jlab.program.Operation.Dropout;
import org.dl4jlab.program.Operation.Fused;
import org.dl4jlab.program.Operation.GlobalPooling;
import org.dl4jlab.program.Operation.Input;
import org.dl4jlab.program.Operation.Product;
import org.dl4jlab.program.Operation.Stock;
import org.dl4jlab.program.Operation.TokenConvolution;
import org.dl4jlab.program.Operation.Untrainable;

/** The rewrites of programs. */
public final class Rewrites {

  private Rewrites() {}

  /** With convolutions that only shift taken into the batch normalizations in front of them. */
  public static Shifts fuseShifts(Program program, NetworkModel network) {
    return Shifts.fuse(program, network);
  }

  /**
   * For training: what leads to the losses, activations fused to convolutions; output activations
   * are part of the losses.
   */
  public static Program forTraining(Program program) {
    List<String> logits = program.losses().stream().map(LossSpec::logits).toList();
    return fuseActivations(
        new Program(
            leadingTo(program.nodes(), logits), List.of(), program.losses(), program.rules()));
  }

  /** For inference: what leads to the outputs, without dropout, products fused. */
  public static Program forInference(Program program) {
    return fuse(forPrediction(program));
  }

  /** What leads to the outputs, without dropout, one operation after the other. */
  public static Program forPrediction(Program program) {
    return withoutTraining(
        new Program(
            leadingTo(program.nodes(), program.outputs()),
            program.outputs(),
            List.of(),
            program.rules()));
  }

  private static List<Node> leadingTo(List<Node> nodes, List<String> ends) {
    Set<String> needed = new HashSet<>(ends);
    for (int i = nodes.size() - 1; i >= 0; i--) {
      if (needed.contains(nodes.get(i).name())) {
        needed.addAll(nodes.get(i).inputs());
      }
    }
    return nodes.stream().filter(node -> needed.contains(node.name())).toList();
  }

  /** Whoever reads what matters in training only, as dropout does, reads its input. */
  static Program withoutTraining(Program program) {
    Map<String, String> passed = new HashMap<>();
    List<Node> nodes = new ArrayList<>();
    for (Node node : program.nodes()) {
      List<String> inputs = node.inputs().stream().map(in -> passed.getOrDefault(in, in)).toList();
      if (isOfTrainingOnly(node.operation())) {
        passed.put(node.name(), inputs.get(0));
      } else {
        nodes.add(node.reading(inputs));
      }
    }
    List<String> outputs =
        program.outputs().stream().map(out -> passed.getOrDefault(out, out)).toList();
    return new Program(nodes, outputs, program.losses(), program.rules());
  }

  private static boolean isOfTrainingOnly(Operation operation) {
    return operation instanceof Dropout
        || operation instanceof Untrainable
        || operation instanceof Stock stock && stock.part() instanceof StockPart.OfNoise;
  }

  /**
   * Folds a batch normalization into the product before it, with whose running statistics it is
   * {@code scale * x + shift} for each channel, and then fuses the activation behind; each only
   * where nobody else reads what lies between.
   */
  static Program fuse(Program program) {
    List<Node> nodes = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (Node node : program.nodes()) {
      if (taken.contains(node.name())) {
        continue;
      }
      if (!(node.operation() instanceof Product product)
          || node.operation() instanceof TokenConvolution) {
        nodes.add(node);
        continue;
      }
      Node last = node;
      BatchNorm norm = null;
      Optional<Node> next = program.onlyReader(last);
      if (next.isPresent() && next.get().operation() instanceof BatchNorm found) {
        norm = found;
        last = next.get();
        taken.add(last.name());
        next = program.onlyReader(last);
      }
      Activation activation = null;
      if (next.isPresent() && next.get().operation() instanceof Activation found) {
        activation = found;
        last = next.get();
        taken.add(last.name());
      }
      nodes.add(
          new Node(last.name(), node.layer(), new Fused(product, norm, activation), node.inputs()));
    }
    return program.with(nodes);
  }

  /** Fuses the activation behind a convolution to it, where nobody else reads what lies between. */
  private static Program fuseActivations(Program program) {
    List<Node> nodes = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (Node node : program.nodes()) {
      Optional<Node> next =
          node.operation() instanceof Convolution ? program.onlyReader(node) : Optional.empty();
      if (next.isPresent() && next.get().operation() instanceof Activation activation) {
        Fused fused = new Fused((Convolution) node.operation(), null, activation);
        nodes.add(new Node(next.get().name(), node.layer(), fused, node.inputs()));
        taken.add(next.get().name());
      } else if (!taken.contains(node.name())) {
        nodes.add(node);
      }
    }
    return program.with(nodes);
  }

  /**
   * The same network, reading the numbers of words in place of their vectors; empty where it does
   * not begin with a plain convolution, activations and a global maximum. The activations come
   * after the maximum then, which is the same for functions that rise.
   */
  public static Optional<Program> overTokens(Program program) {
    List<Node> nodes = program.nodes();
    List<Node> inputs = nodes.stream().filter(node -> node.operation() instanceof Input).toList();
    if (inputs.size() != 1) {
      return Optional.empty();
    }
    Optional<Node> first = program.onlyReader(inputs.get(0));
    if (first.isEmpty()
        || !(first.get().operation() instanceof Convolution convolution)
        || !convolution.kernel().isPlainOverSteps()) {
      return Optional.empty();
    }
    List<Node> activations = new ArrayList<>();
    Optional<Node> next = program.onlyReader(first.get());
    while (next.isPresent()
        && next.get().operation() instanceof Activation activation
        && activation.rises()) {
      activations.add(next.get());
      next = program.onlyReader(next.get());
    }
    if (next.isEmpty()
        || !(next.get().operation() instanceof GlobalPooling pooling)
        || pooling.type() != PoolingType.MAX) {
      return Optional.empty();
    }
    return Optional.of(overTokens(program, first.get(), activations, next.get()));
  }

  /** The convolution becomes one over tokens, and the last activation takes the pooling's name. */
  private static Program overTokens(
      Program program, Node first, List<Node> activations, Node pooling) {
    Convolution convolution = (Convolution) first.operation();
    Operation tokens =
        new TokenConvolution(
            (int) convolution.kernel().kernel()[0], convolution.weights(), convolution.bias());
    List<Node> nodes = new ArrayList<>();
    for (Node node : program.nodes()) {
      if (node == first) {
        String name = activations.isEmpty() ? pooling.name() : node.name();
        nodes.add(new Node(name, node.layer(), tokens, node.inputs()));
      } else if (activations.contains(node)) {
        boolean last = activations.indexOf(node) == activations.size() - 1;
        nodes.add(
            new Node(
                last ? pooling.name() : node.name(),
                node.layer(),
                node.operation(),
                node.inputs()));
      } else if (node != pooling) {
        nodes.add(node);
      }
    }
    return program.with(nodes);
  }
}
