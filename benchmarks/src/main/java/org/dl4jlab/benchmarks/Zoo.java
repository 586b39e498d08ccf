package org.dl4jlab.benchmarks;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.zoo.model.ResNet50;
import org.deeplearning4j.zoo.model.SqueezeNet;
import org.deeplearning4j.zoo.model.UNet;
import org.dl4jlab.data.Batch;
import org.dl4jlab.nets.Keras;
import org.nd4j.linalg.learning.config.Adam;

/** Networks of DL4J's model zoo on images of 64x64 pixels, with Adam. */
enum Zoo implements Task {

  /**
   * 50 layers (He et al. 2015). The zoo's last pooling, by 3x3, finds a single pixel in images of
   * this size: global pooling, which is the paper's, takes its place.
   */
  RESNET50(Target.CLASS) {
    @Override
    public ComputationGraphConfiguration configuration() {
      return ResNet50.builder()
          .inputShape(IMAGE)
          .numClasses(CLASSES)
          .updater(adam())
          .build()
          .graphBuilder()
          .removeVertex("avgpool", false)
          .addLayer("avgpool", new GlobalPoolingLayer(PoolingType.AVG), "res5c_branch")
          .build();
    }
  },

  /** Fire modules (Iandola et al. 2016). */
  SQUEEZENET(Target.CLASS) {
    @Override
    public ComputationGraphConfiguration configuration() {
      return SqueezeNet.builder()
          .inputShape(IMAGE)
          .numClasses(CLASSES)
          .updater(adam())
          .build()
          .graphBuilder()
          .addInputs("input")
          .setInputTypes(input())
          .build();
    }
  },

  /** Down and up again, one class of two for each pixel (Ronneberger et al. 2015). */
  UNET(Target.BINARY_OF_PIXELS) {
    @Override
    public ComputationGraphConfiguration configuration() {
      return UNet.builder()
          .inputShape(IMAGE)
          .updater(adam())
          .build()
          .graphBuilder()
          .addInputs("input")
          .setInputTypes(input())
          .build();
    }

    @Override
    public List<? extends Batch> batches(int size) {
      return SyntheticArrays.segmented(size, IMAGE[0], IMAGE[1], IMAGE[2]);
    }
  };

  /** As many as Tiny ImageNet has, whose images are of this size. */
  static final int CLASSES = 200;

  private static final int[] IMAGE = {3, 64, 64};
  private static final double LEARNING_RATE = 1e-3;

  private final Target target;

  Zoo(Target target) {
    this.target = target;
  }

  private static Adam adam() {
    return Adam.builder().learningRate(LEARNING_RATE).epsilon(Keras.ADAM_EPSILON).build();
  }

  @Override
  public InputType input() {
    return InputType.convolutional(IMAGE[1], IMAGE[2], IMAGE[0]);
  }

  @Override
  public double learningRate() {
    return LEARNING_RATE;
  }

  /** The zoo's. */
  @Override
  public double l2() {
    return 5e-5;
  }

  @Override
  public Target target() {
    return target;
  }

  @Override
  public List<? extends Batch> batches(int size) {
    return SyntheticArrays.classified(size, CLASSES, IMAGE[0], IMAGE[1], IMAGE[2]);
  }
}
