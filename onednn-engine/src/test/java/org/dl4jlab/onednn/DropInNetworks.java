package org.dl4jlab.onednn;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;

/** Networks as programs with DL4J make them, and something for them to learn. */
final class DropInNetworks {

  static final int FEATURES = 6;
  static final int CLASSES = 3;

  private DropInNetworks() {}

  /** A list of dense layers; the same weights each time. */
  static MultiLayerNetwork dense() {
    return new MultiLayerNetwork(
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .updater(new Adam(0.01))
            .l2(1e-3)
            .list()
            .layer(
                new DenseLayer.Builder().nIn(FEATURES).nOut(16).activation(Activation.TANH).build())
            .layer(new DenseLayer.Builder().nOut(8).activation(Activation.RELU).build())
            .layer(new OutputLayer.Builder().nOut(CLASSES).activation(Activation.SOFTMAX).build())
            .setInputType(InputType.feedForward(FEATURES))
            .build());
  }

  /** A convolution without bias in front of a batch normalization, by Nesterov momentum. */
  static ComputationGraph convolutional() {
    return new ComputationGraph(
        new NeuralNetConfiguration.Builder()
            .seed(5)
            .updater(new Nesterovs(0.01, 0.9))
            .convolutionMode(ConvolutionMode.Same)
            .graphBuilder()
            .addInputs("input")
            .setInputTypes(InputType.convolutional(8, 8, 1))
            .layer(
                "conv",
                new ConvolutionLayer.Builder(3, 3)
                    .nOut(6)
                    .hasBias(false)
                    .activation(Activation.IDENTITY)
                    .build(),
                "input")
            .layer("norm", new BatchNormalization(), "conv")
            .layer("relu", new ActivationLayer(Activation.RELU), "norm")
            .layer(
                "pool",
                new SubsamplingLayer.Builder().kernelSize(2, 2).stride(2, 2).build(),
                "relu")
            .layer(
                "output",
                new OutputLayer.Builder().nOut(CLASSES).activation(Activation.SOFTMAX).build(),
                "pool")
            .setOutputs("output")
            .build());
  }

  /** Three classes of vectors, in batches of eight and a short one. */
  static DataSetIterator vectors() {
    return new ListDataSetIterator<>(samples(77, new long[] {FEATURES}), 8);
  }

  /** Three classes of images, in batches of eight and a short one. */
  static DataSetIterator images() {
    return new ListDataSetIterator<>(samples(77, new long[] {1, 8, 8}), 8);
  }

  /** Eight samples. */
  static DataSet batch() {
    return DataSet.merge(samples(8, new long[] {FEATURES}));
  }

  private static List<DataSet> samples(int count, long[] shape) {
    Random random = new Random(9);
    List<DataSet> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int label = random.nextInt(CLASSES);
      long[] batch = new long[shape.length + 1];
      batch[0] = 1;
      System.arraycopy(shape, 0, batch, 1, shape.length);
      INDArray features = Nd4j.zeros(batch);
      for (long j = 0; j < features.length(); j++) {
        double mean = j % CLASSES == label ? 1 : 0;
        features.putScalar(j, mean + random.nextGaussian());
      }
      INDArray oneHot = Nd4j.zeros(1, CLASSES);
      oneHot.putScalar(label, 1);
      samples.add(new DataSet(features, oneHot));
    }
    return samples;
  }
}
