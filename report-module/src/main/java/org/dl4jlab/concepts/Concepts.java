package org.dl4jlab.concepts;

import java.util.List;
import java.util.Map;

/** All concepts of the lecture, in its order. */
public final class Concepts {

  private Concepts() {}

  /**
   * Computes every concept's numbers.
   *
   * @param image {@code [64][64]}, 0 black to 1 white, for the edge filters
   */
  public static List<Concept> all(double[][] image) {
    return List.of(
        perceptron(),
        activations(),
        backpropagation(),
        edges(image),
        convolution(),
        outputSizes(),
        pooling(),
        batchNorm(),
        dropout());
  }

  private static Concept perceptron() {
    Perceptron numbers = Perceptron.example();
    return Concept.still(
        "perceptron",
        "a unit's weights, sum and activation",
        numbers,
        () -> PerceptronPicture.draw(numbers));
  }

  private static Concept activations() {
    ActivationCurves points = ActivationCurves.points();
    return Concept.still(
        "activations",
        "ReLU and LeakyReLU",
        points,
        () -> ActivationPicture.draw(ActivationCurves.curves(), points));
  }

  private static Concept backpropagation() {
    BackpropagationStep numbers = BackpropagationStep.example();
    return Concept.still(
        "backpropagation",
        "one step of gradient descent through two layers",
        numbers,
        () -> BackpropagationPicture.draw(numbers));
  }

  private static Concept edges(double[][] image) {
    EdgeFilters filters = EdgeFilters.over(image);
    return Concept.still(
        "edges",
        "a vertical and a horizontal edge filter over an image",
        filters.edges().stream().map(Concepts::keyNumbers).toList(),
        () -> EdgePicture.draw(filters));
  }

  private static Map<String, Object> keyNumbers(EdgeFilters.Edge edge) {
    return Map.of("name", edge.name(), "kernel", edge.kernel(), "strongest", edge.strongest());
  }

  private static Concept convolution() {
    ConvolutionSteps steps = ConvolutionSteps.example();
    return Concept.moving(
        "convolution",
        "a kernel sliding over an input, step by step",
        Map.of("input", steps.input(), "kernel", steps.kernel(), "output", steps.output()),
        () -> ConvolutionPicture.draw(steps),
        () -> ConvolutionPicture.animate(steps));
  }

  private static Concept outputSizes() {
    List<OutputSize> examples = OutputSize.examples();
    List<OutputSize> ofNetworks = OutputSize.ofNetworks();
    return Concept.still(
        "output-sizes",
        "output sizes by stride and padding",
        Map.of("examples", examples, "of_networks", ofNetworks),
        () -> OutputSizePicture.draw(examples, ofNetworks));
  }

  private static Concept pooling() {
    PoolingExample numbers = PoolingExample.example();
    return Concept.moving(
        "pooling",
        "max pooling and global max pooling",
        numbers,
        () -> PoolingPicture.draw(numbers),
        () -> PoolingPicture.animate(numbers));
  }

  private static Concept batchNorm() {
    NormalizedBatch batch = NormalizedBatch.example();
    return Concept.still(
        "batch-normalization",
        "a batch's distribution before and after",
        Map.of(
            "gamma", batch.gamma(),
            "beta", batch.beta(),
            "before", keyNumbers(batch.before()),
            "normalized", keyNumbers(batch.normalized()),
            "scaled", keyNumbers(batch.scaled())),
        () -> NormalizedBatchPicture.draw(batch));
  }

  private static Map<String, Double> keyNumbers(NormalizedBatch.Distribution distribution) {
    return Map.of("mean", distribution.mean(), "deviation", distribution.deviation());
  }

  private static Concept dropout() {
    DropoutMasks masks = DropoutMasks.example();
    return Concept.moving(
        "dropout",
        "three draws each at two rates",
        masks,
        () -> DropoutPicture.draw(masks),
        () -> DropoutPicture.animate(masks));
  }
}
