package org.dl4jlab.cifar;

import static org.dl4jlab.testing.engine.Closeness.assertEachClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dl4jlab.cifar.data.CifarDataset;
import org.dl4jlab.cifar.data.ImageSet;
import org.dl4jlab.cifar.data.ImageSets;
import org.dl4jlab.data.ImageBatch;
import org.dl4jlab.data.ImageDataset;
import org.dl4jlab.data.SampleOrder;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.Engines;
import org.dl4jlab.nets.ImageNetwork;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.source.Cache;
import org.dl4jlab.source.DataAccess;
import org.dl4jlab.source.Division;
import org.dl4jlab.testing.Cli;
import org.dl4jlab.testing.OnnxRuns;
import org.dl4jlab.train.Evaluator;
import org.dl4jlab.train.Predictions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Trained runs of the experiments on images, and what ONNX Runtime predicts with them. */
class ExportedRunTest {

  private static final int TRAINED_ON = 300;
  private static final int SAMPLES = 1000;
  private static final double TOLERANCE = 1e-5;

  @TempDir private Path temp;

  @ParameterizedTest
  @EnumSource(ImageNetwork.class)
  void sameProbabilitiesOfTheSample(ImageNetwork network) throws Exception {
    assertSameProbabilities(network, "sample");
  }

  @ParameterizedTest
  @EnumSource(ImageNetwork.class)
  void sameProbabilitiesOfRealImages(ImageNetwork network) throws Exception {
    Path data = Cache.ofUser().resolve(CifarDataset.CIFAR10.format().folder());
    assumeTrue(Files.isDirectory(data), "There is no " + data);
    assertSameProbabilities(network, data.toString());
  }

  private void assertSameProbabilities(ImageNetwork network, String data) throws Exception {
    Cli cli = CifarCli.withoutServer(temp.resolve("cache"));
    Path run = temp.resolve("run");
    cli.run(
            "train",
            "--network",
            network,
            "--data",
            data,
            "--limit-train",
            TRAINED_ON,
            "--limit-test",
            SAMPLES,
            "--epochs",
            1,
            "--views",
            "none",
            "--run",
            run)
        .assertDone();
    ImageDataset test = images(data).test().first(SAMPLES);
    Predictions ofTheRun = predictions(run, test);
    INDArray expected = Nd4j.create(ofTheRun.probabilities());
    assertEquals(
        RunFolder.open(run).readMetrics().test().accuracy(), ofTheRun.score().accuracy(), 1e-9);

    INDArray images = test.batch(SampleOrder.sequential(SAMPLES), 0, SAMPLES).features();
    byte[] numbers = exported(cli, run);
    for (int batch : new int[] {1, 7, SAMPLES}) {
      assertEachClose(
          "of numbers", first(batch, expected), predicted(numbers, batch, images), TOLERANCE);
    }
    INDArray bytes = Transforms.round(images.mul(ImageBatch.WHITE)).permute(0, 2, 3, 1);
    byte[] ofBytes = exported(cli, run, "--bytes");
    assertEachClose("of bytes", expected, predicted(ofBytes, SAMPLES, bytes), TOLERANCE);
  }

  private static ImageSet images(String data) throws IOException {
    return new ImageSets(CifarDataset.CIFAR10.format(), DataAccess.ofUser(notice -> {}))
        .open(data, Division.HELD_OUT);
  }

  private static Predictions predictions(Path run, ImageDataset test) throws IOException {
    try (Engine engine = Engines.forInference(RunFolder.open(run).readModel())) {
      return Evaluator.evaluate(engine, test);
    }
  }

  private byte[] exported(Cli cli, Path run, Object... more) throws IOException {
    Path file = temp.resolve("model.onnx");
    List<Object> arguments =
        new ArrayList<>(List.of("export", "--run", run, "--format", "onnx", "--out", file));
    arguments.addAll(List.of(more));
    cli.run(arguments.toArray()).assertDone();
    return Files.readAllBytes(file);
  }

  private static INDArray predicted(byte[] model, int batch, INDArray images) throws Exception {
    return OnnxRuns.run(model, first(batch, images)).get(0);
  }

  private static INDArray first(int count, INDArray samples) {
    return samples.get(NDArrayIndex.interval(0, count));
  }
}
