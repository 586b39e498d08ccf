package org.dl4jlab.onednn.examples;

import static org.dl4jlab.onednn.examples.ExampleData.classified;
import static org.dl4jlab.onednn.examples.ExampleData.classifiedSteps;
import static org.dl4jlab.onednn.examples.ExampleData.gaussian;
import static org.dl4jlab.onednn.examples.ExampleData.uniform;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.FineTuneConfiguration;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.zoo.model.AlexNet;
import org.deeplearning4j.zoo.model.Darknet19;
import org.deeplearning4j.zoo.model.FaceNetNN4Small2;
import org.deeplearning4j.zoo.model.InceptionResNetV1;
import org.deeplearning4j.zoo.model.LeNet;
import org.deeplearning4j.zoo.model.ResNet50;
import org.deeplearning4j.zoo.model.SimpleCNN;
import org.deeplearning4j.zoo.model.SqueezeNet;
import org.deeplearning4j.zoo.model.TextGenerationLSTM;
import org.deeplearning4j.zoo.model.TinyYOLO;
import org.deeplearning4j.zoo.model.UNet;
import org.deeplearning4j.zoo.model.VGG16;
import org.deeplearning4j.zoo.model.VGG19;
import org.deeplearning4j.zoo.model.Xception;
import org.deeplearning4j.zoo.model.YOLO2;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The models of the zoo, for the smallest images that they take and a few classes, with random
 * weights. NASNet is not among them: DL4J fails to build it.
 */
final class ZooExamples {

  private static final int SIZE = 3;
  private static final int CLASSES = 4;

  /**
   * For deep networks with batch normalizations, whose own updaters make steps of rounding errors:
   * of gradients that are nothing else, or by their sign.
   */
  private static final Sgd DESCENT = new Sgd(1e-3);

  /** Where the gradients are large, and the networks would be other ones after a step. */
  private static final Sgd SLOW_DESCENT = new Sgd(1e-6);

  private ZooExamples() {}

  /**
   * A model and its batches.
   *
   * @param network makes it with the same weights each time
   */
  record Zoo(String name, Supplier<? extends Model> network, IntFunction<DataSet> batches) {

    @Override
    public String toString() {
      return name;
    }
  }

  /** Those whose training takes a second or two. */
  static List<Zoo> quick() {
    return List.of(
        new Zoo(
            "LeNet",
            () ->
                LeNet.builder()
                    .numClasses(CLASSES)
                    .inputShape(new int[] {1, 28, 28})
                    .build()
                    .init(),
            classified(SIZE, CLASSES, 784)),
        ofPhotographs("SimpleCNN", 32, shape -> withLoss(simpleCnn(shape))));
  }

  static List<Zoo> slow() {
    return List.of(
        ofPhotographs(
            "AlexNet",
            59,
            shape -> AlexNet.builder().numClasses(CLASSES).inputShape(shape).build().init()),
        ofPhotographs(
            "Darknet19",
            96,
            shape ->
                Darknet19.builder()
                    .updater(DESCENT)
                    .numClasses(CLASSES)
                    .inputShape(shape)
                    .build()
                    .init()),
        ofPhotographs(
            "FaceNetNN4Small2",
            64,
            shape ->
                FaceNetNN4Small2.builder()
                    .updater(DESCENT)
                    .numClasses(CLASSES)
                    .inputShape(shape)
                    .build()
                    .init()),
        ofPhotographs(
            "InceptionResNetV1",
            160,
            shape ->
                InceptionResNetV1.builder()
                    .updater(SLOW_DESCENT)
                    .numClasses(CLASSES)
                    .inputShape(shape)
                    .build()
                    .init()),
        ofPhotographs(
            "ResNet50",
            161,
            shape ->
                ResNet50.builder()
                    .updater(SLOW_DESCENT)
                    .weightInit(WeightInit.RELU.getWeightInitFunction())
                    .numClasses(CLASSES)
                    .inputShape(shape)
                    .build()
                    .init()),
        ofPhotographs(
            "SqueezeNet",
            48,
            shape -> SqueezeNet.builder().numClasses(CLASSES).inputShape(shape).build().init()),
        new Zoo(
            "TextGenerationLSTM",
            () ->
                TextGenerationLSTM.builder()
                    .totalUniqueCharacters(12)
                    .inputShape(new int[] {55, 12})
                    .build()
                    .init(),
            classifiedSteps(SIZE, 12, 12, 55)),
        ofObjects(
            "TinyYOLO",
            shape -> TinyYOLO.builder().numClasses(CLASSES).inputShape(shape).build().init()),
        new Zoo(
            "UNet",
            () -> UNet.builder().updater(SLOW_DESCENT).inputShape(image(32)).build().init(),
            masks(32)),
        ofPhotographs(
            "VGG16",
            32,
            shape -> VGG16.builder().numClasses(CLASSES).inputShape(shape).build().init()),
        ofPhotographs(
            "VGG19",
            32,
            shape -> VGG19.builder().numClasses(CLASSES).inputShape(shape).build().init()),
        ofPhotographs(
            "Xception",
            71,
            shape ->
                Xception.builder()
                    .updater(DESCENT)
                    .numClasses(CLASSES)
                    .inputShape(shape)
                    .build()
                    .init()),
        ofObjects(
            "YOLO2",
            shape ->
                YOLO2
                    .builder()
                    .updater(DESCENT)
                    .numClasses(CLASSES)
                    .inputShape(shape)
                    .build()
                    .init()));
  }

  /** It ends in its softmax: DL4J itself cannot train it as it is. */
  static MultiLayerNetwork simpleCnn(int[] shape) {
    return (MultiLayerNetwork)
        SimpleCNN.builder().numClasses(CLASSES).inputShape(shape).build().init();
  }

  private static MultiLayerNetwork withLoss(MultiLayerNetwork network) {
    return new TransferLearning.Builder(network)
        .fineTuneConfiguration(new FineTuneConfiguration.Builder().build())
        .addLayer(
            new LossLayer.Builder(LossFunction.MCXENT).activation(Activation.IDENTITY).build())
        .build();
  }

  static int[] image(int side) {
    return new int[] {3, side, side};
  }

  private static Zoo ofPhotographs(String name, int side, Function<int[], Model> network) {
    return new Zoo(
        name, () -> network.apply(image(side)), classified(SIZE, CLASSES, 3, side, side));
  }

  /** The network's grid has a cell for each 32 x 32 pixels. */
  private static Zoo ofObjects(String name, Function<int[], Model> network) {
    return new Zoo(
        name,
        () -> network.apply(image(64)),
        i -> new DataSet(gaussian(i, SIZE, 3, 64, 64), ObjectLabels.of(i, SIZE, CLASSES, 2)));
  }

  private static IntFunction<DataSet> masks(int side) {
    return i ->
        new DataSet(
            gaussian(i, SIZE, 3, side, side),
            uniform(i, SIZE, 1, side, side).gt(0.5).castTo(Nd4j.dataType()));
  }
}
