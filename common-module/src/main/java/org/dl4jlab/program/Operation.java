package org.dl4jlab.program;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/**
 * What a node computes from its inputs. Images are {@code [batch, channels, height, width]}, series
 * are images of width 1, features {@code [batch, features]}.
 */
public sealed interface Operation {

  /** Its trainable arrays. */
  default List<Parameter> parameters() {
    return List.of();
  }

  /** Whether any of them is trained. */
  default boolean learns() {
    return parameters().stream().anyMatch(parameter -> !parameter.frozen());
  }

  /** An operation that multiplies its input with weights, one result for each output channel. */
  sealed interface Product extends Operation {

    /** Its first dimension is that of the output's channels. */
    Parameter weights();

    /** {@code [channels]}, null for none. */
    Parameter bias();

    @Override
    default List<Parameter> parameters() {
      return bias() == null ? List.of(weights()) : List.of(weights(), bias());
    }
  }

  /**
   * One of the network's inputs.
   *
   * @param index its place among them
   */
  record Input(int index) implements Operation {}

  /**
   * @param kernel how it moves; its padding depends on the input where it is "same"
   * @param weights {@code [filters, channels, kernel height, kernel width]}
   * @param bias {@code [filters]}, null for none
   */
  record Convolution(KernelParameters kernel, Parameter weights, Parameter bias)
      implements Product {}

  /**
   * A convolution each of whose groups of filters sees a group of channels of its own.
   *
   * @param shape of the weights: {@code [groups, filters of a group, channels of a group, kernel
   *     height, kernel width]}
   * @param strides of the weights in the network's memory, in the order of that shape
   * @param bias {@code [groups * filters of a group]}, null for none
   */
  record GroupedConvolution(
      KernelParameters kernel, Parameter weights, long[] shape, long[] strides, Parameter bias)
      implements Operation {

    @Override
    public List<Parameter> parameters() {
      return bias == null ? List.of(weights) : List.of(weights, bias);
    }
  }

  /**
   * @param weights {@code [units, features]}
   * @param bias {@code [units]}, null for none
   */
  record Dense(Parameter weights, Parameter bias) implements Product {}

  /**
   * Batch normalization over channels or features (Ioffe and Szegedy 2015).
   *
   * @param gamma {@code [channels]}, null where it is 1
   * @param beta {@code [channels]}, null where it is 0; DL4J has both or none
   */
  record BatchNorm(Parameter gamma, Parameter beta, RunningStatistics statistics, double epsilon)
      implements Operation {

    @Override
    public List<Parameter> parameters() {
      return Stream.of(gamma, beta).filter(Objects::nonNull).toList();
    }
  }

  /**
   * @param paddingCounts whether a mean divides by the padding's places too
   */
  record Pooling(PoolingType type, KernelParameters kernel, boolean paddingCounts)
      implements Operation {}

  /** Pooling over the whole image or series, to {@code [batch, channels]}. */
  record GlobalPooling(PoolingType type) implements Operation {}

  /** A function of each element. */
  record Activation(IActivation function) implements Operation {

    /** Whether it never falls, so that it may as well come after a maximum. */
    public boolean rises() {
      return function.equals(new ActivationReLU())
          || function instanceof ActivationLReLU leaky && leaky.getAlpha() >= 0
          || function instanceof ActivationELU elu && elu.getAlpha() >= 0
          || function instanceof ActivationTanH
          || function instanceof ActivationSigmoid;
    }
  }

  /** Softmax over the features, or over each row of an image, as of DL4J. */
  record Softmax() implements Operation {}

  /**
   * Inverted dropout (Srivastava et al. 2014).
   *
   * @param keep probability that a value is kept
   * @param order in which its mask is drawn
   */
  record Dropout(double keep, MaskOrder order) implements Operation {}

  /** In which order a mask's numbers are drawn: that of DL4J's array. */
  enum MaskOrder {
    BY_ROWS,
    /** The first index, which counts samples, runs fastest. */
    BY_COLUMNS,
    /** The same of series whose steps have been turned round. */
    BY_COLUMNS_FROM_LAST_STEP
  }

  /** From images to {@code [batch, channels * height * width]}. */
  record Flatten() implements Operation {}

  /** Two or more inputs of one shape, element by element. */
  record ElementWise(ElementWiseVertex.Op function) implements Operation {}

  /**
   * Two or more inputs one behind the other.
   *
   * @param dimension along which: 1 for channels or features, 0 for the batch
   */
  record Concatenate(int dimension) implements Operation {}

  /** {@code factor * x + summand} of each element. */
  record Linear(double factor, double summand) implements Operation {}

  /**
   * Each sample divided by the root of its squares' sum.
   *
   * @param least what is divided by at the least
   */
  record Normalize(double least) implements Operation {}

  /**
   * The same numbers under another shape.
   *
   * @param sample the shape of each sample
   */
  record Reshape(long... sample) implements Operation {}

  /** A part of its input. */
  sealed interface Part extends Operation {

    /** Where it begins, for inputs of a shape. */
    long[] from(long[] input);

    /** Its shape, for inputs of a shape. */
    long[] shape(long[] input);
  }

  /** Channels or features, the last one included. */
  record Subset(long first, long last) implements Part {

    @Override
    public long[] from(long[] input) {
      long[] from = new long[input.length];
      from[1] = first;
      return from;
    }

    @Override
    public long[] shape(long[] input) {
      long[] shape = input.clone();
      shape[1] = last - first + 1;
      return shape;
    }
  }

  /** One of several equal parts of the batch. */
  record Unstack(long part, long parts) implements Part {

    @Override
    public long[] from(long[] input) {
      long[] from = new long[input.length];
      from[0] = part * (input[0] / parts);
      return from;
    }

    @Override
    public long[] shape(long[] input) {
      long[] shape = input.clone();
      shape[0] = input[0] / parts;
      return shape;
    }
  }

  /** An image without its margins. */
  record Crop(Margins margins) implements Part {

    @Override
    public long[] from(long[] input) {
      return margins.from();
    }

    @Override
    public long[] shape(long[] input) {
      return margins.without(input);
    }
  }

  /** An image each of whose pixels becomes a rectangle of the same value. */
  record Upsampling(long height, long width) implements Operation {}

  /** An image with margins of zeros. */
  record ZeroPadding(Margins margins) implements Operation {}

  /**
   * An LSTM over series (Hochreiter and Schmidhuber 1997; Gers et al. 2000), with sigmoid gates and
   * tanh; from {@code [batch, features, steps, 1]} to {@code [batch, units, steps, 1]}. The gates
   * are DL4J's: candidate, forget, output, input.
   *
   * @param backwards whether it goes from the last step to the first; a step's result stands at its
   *     place all the same
   * @param weights {@code [features, 4 * units]}
   * @param peepholes whether the gates see the cell (Gers and Schmidhuber 2000)
   * @param recurrent {@code [units, 4 * units]}; with peepholes {@code [units, 4 * units + 3]}, of
   *     the gates forget, output, input
   * @param bias {@code [4 * units]}
   */
  record Lstm(
      boolean backwards, boolean peepholes, Parameter weights, Parameter recurrent, Parameter bias)
      implements Operation {

    @Override
    public List<Parameter> parameters() {
      return List.of(weights, recurrent, bias);
    }
  }

  /** The last step of series, {@code [batch, features]}. */
  record LastStep() implements Operation {}

  /** Features at each of as many steps as the second input, which are series, has. */
  record RepeatOverSteps() implements Operation {}

  /** Each step of series as a sample, step by step: {@code [steps * batch, features]}. */
  record StepsAsSamples() implements Operation {}

  /** Back from samples to series; the second input are series of the same batch and length. */
  record SamplesAsSteps() implements Operation {}

  /**
   * What DL4J itself computes, because this description has no operation for it.
   *
   * @param why completes "'name' …", such as {@code is of the type SimpleRnn}
   * @param parameters of its layer, each as a vector in the order of the network's memory
   */
  record Stock(String why, StockPart part, List<Parameter> parameters) implements Operation {

    /** Of a part without trainable arrays. */
    public Stock(String why, StockPart part) {
      this(why, part, List.of());
    }

    public Stock {
      parameters = List.copyOf(parameters);
    }
  }

  /**
   * What cannot be described, nor left to DL4J.
   *
   * @param why completes "'name' …"
   */
  record Unknown(String why) implements Operation {}

  /**
   * Its input as it is, in front of what can be executed but not trained.
   *
   * @param why completes "'name' …", such as {@code has constraints in another layer}
   */
  record Untrainable(String why) implements Operation {}

  /**
   * A product and what is done with its result in passing: only rewrites make it.
   *
   * @param norm of running statistics, null for none
   * @param activation null for none
   */
  record Fused(Product product, BatchNorm norm, Activation activation) implements Operation {

    @Override
    public List<Parameter> parameters() {
      return Stream.of(product, norm)
          .filter(part -> part != null)
          .flatMap(part -> part.parameters().stream())
          .toList();
    }
  }

  /**
   * A convolution over the words of a text with stride 1 and no padding, and the global maximum
   * behind it (Collobert et al. 2011), from numbers of words in place of their vectors: only
   * rewrites make it.
   *
   * @param taps words of a window
   * @param weights {@code [filters, vector size, taps, 1]}
   * @param bias {@code [filters]}, null for none
   */
  record TokenConvolution(int taps, Parameter weights, Parameter bias) implements Product {}
}
