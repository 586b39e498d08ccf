package org.dl4jlab.benchmarks;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.dl4jlab.data.Batch;
import org.dl4jlab.nets.Keras;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks that everybody knows, of other kinds than the lecture's. */
enum Classic implements Task {

  /** For digits of 28x28 pixels (LeCun et al. 1998), without padding, with ReLU and maxima. */
  LENET(InputType.convolutional(28, 28, 1), Target.CLASS) {
    @Override
    List<Layer> layers() {
      return List.of(
          convolution(20),
          maximum(),
          convolution(50),
          maximum(),
          dense(500, Activation.RELU),
          classes(10));
    }

    @Override
    public List<? extends Batch> batches(int size) {
      return SyntheticArrays.classified(size, 10, 1, 28, 28);
    }
  },

  /** 784 numbers through 10. */
  AUTOENCODER(InputType.feedForward(784), Target.NUMBERS) {
    @Override
    List<Layer> layers() {
      return List.of(
          dense(250, Activation.RELU),
          dense(10, Activation.RELU),
          dense(250, Activation.RELU),
          new OutputLayer.Builder(LossFunction.MSE)
              .nOut(784)
              .activation(Activation.IDENTITY)
              .build());
    }

    @Override
    public List<? extends Batch> batches(int size) {
      return SyntheticArrays.reconstructed(size, 784);
    }
  },

  /** The next of 77 characters, 100 steps, by two LSTMs. */
  LSTM(InputType.recurrent(77, 100), Target.CLASS_OF_STEPS) {
    @Override
    List<Layer> layers() {
      return List.of(
          lstm(256),
          lstm(256),
          new RnnOutputLayer.Builder(LossFunction.MCXENT)
              .nOut(77)
              .activation(Activation.SOFTMAX)
              .build());
    }

    @Override
    public List<? extends Batch> batches(int size) {
      return SyntheticArrays.characters(size, 77, 100);
    }
  },

  /** Two classes of texts of 200 word vectors of 100, read from both ends. */
  BILSTM(InputType.recurrent(100, 200), Target.CLASS) {
    @Override
    List<Layer> layers() {
      return List.of(
          new Bidirectional(Bidirectional.Mode.CONCAT, lstm(128)),
          new GlobalPoolingLayer(PoolingType.MAX),
          classes(2));
    }

    @Override
    public List<? extends Batch> batches(int size) {
      return SyntheticArrays.classified(size, 2, 100, 200);
    }
  };

  private static final double LEARNING_RATE = 1e-3;
  private static final long SEED = 1;

  private final InputType input;
  private final Target target;

  Classic(InputType input, Target target) {
    this.input = input;
    this.target = target;
  }

  abstract List<Layer> layers();

  @Override
  public ComputationGraphConfiguration configuration() {
    GraphBuilder net = Keras.graph(LEARNING_RATE, SEED).addInputs("input").setInputTypes(input);
    String before = "input";
    for (Layer layer : layers()) {
      String name = "layer" + net.getVertices().size();
      net.layer(name, layer, before);
      before = name;
    }
    return net.setOutputs(before).build();
  }

  @Override
  public InputType input() {
    return input;
  }

  @Override
  public double learningRate() {
    return LEARNING_RATE;
  }

  @Override
  public Target target() {
    return target;
  }

  private static Layer convolution(int filters) {
    return new ConvolutionLayer.Builder(5, 5)
        .nOut(filters)
        .convolutionMode(ConvolutionMode.Truncate)
        .activation(Activation.RELU)
        .build();
  }

  private static Layer maximum() {
    return new SubsamplingLayer.Builder(new int[] {2, 2}, new int[] {2, 2}).build();
  }

  private static Layer dense(int units, Activation activation) {
    return new DenseLayer.Builder().nOut(units).activation(activation).build();
  }

  private static Layer classes(int count) {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nOut(count)
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static LSTM lstm(int units) {
    return new LSTM.Builder().nOut(units).activation(Activation.TANH).build();
  }
}
