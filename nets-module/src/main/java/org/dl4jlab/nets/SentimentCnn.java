package org.dl4jlab.nets;

import static org.dl4jlab.nets.Keras.conv1d;
import static org.dl4jlab.nets.Keras.dropout;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * A convolution over the word vectors of a text, whose strongest windows decide (Kim 2014, in the
 * form of Lane, Howard and Hapke 2019, chapter 7): 288,251 parameters for vectors of size 300 and
 * two classes. Of two classes a sigmoid tells how probable the second is; more end in a softmax.
 */
public final class SentimentCnn {

  /** Words that a filter sees at once. */
  public static final int WINDOW = 3;

  /** The layers' names. */
  public static final String CONVOLUTION = "conv1d";

  public static final String POOLING = "global_max_pooling1d";
  public static final String HIDDEN = "dense_1";
  public static final String ACTIVATION = "activation";
  public static final String OUTPUT = "dense_2";

  private static final int FILTERS = 250;
  private static final int HIDDEN_UNITS = 250;
  private static final double DROPPED = 0.2;

  private SentimentCnn() {}

  /**
   * Input {@code [batch, vector size, tokens]}, output {@code [batch, 1]} for two classes, {@code
   * [batch, classes]} for more.
   */
  public static ComputationGraphConfiguration configuration(SentimentOptions options) {
    return Keras.graph(options.learningRate(), options.seed())
        .addInputs("input")
        .setInputTypes(InputType.recurrent(options.vectorSize(), options.tokens()))
        .layer(CONVOLUTION, conv1d(options.vectorSize(), FILTERS, WINDOW, Activation.RELU), "input")
        .layer(POOLING, new GlobalPoolingLayer(PoolingType.MAX), CONVOLUTION)
        .layer(HIDDEN, new DenseLayer.Builder().nOut(HIDDEN_UNITS).build(), POOLING)
        .layer("dropout", dropout(DROPPED), HIDDEN)
        .layer(ACTIVATION, new ActivationLayer(Activation.RELU), "dropout")
        .layer(OUTPUT, output(options.classes()), ACTIVATION)
        .setOutputs(OUTPUT)
        .build();
  }

  /**
   * Keras' {@code Dense(1, "sigmoid")} with binary cross-entropy, or {@code Dense(n, "softmax")}.
   */
  private static OutputLayer output(int classes) {
    return classes == 2
        ? new OutputLayer.Builder(LossFunction.XENT).nOut(1).activation(Activation.SIGMOID).build()
        : new OutputLayer.Builder(LossFunction.MCXENT)
            .nOut(classes)
            .activation(Activation.SOFTMAX)
            .build();
  }
}
