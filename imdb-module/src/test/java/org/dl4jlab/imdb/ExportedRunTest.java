package org.dl4jlab.imdb;

import static org.dl4jlab.testing.engine.Closeness.assertEachClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dl4jlab.data.SampleOrder;
import org.dl4jlab.data.TokenDataset;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.Engines;
import org.dl4jlab.experiment.Console;
import org.dl4jlab.experiment.TrainedRun;
import org.dl4jlab.imdb.data.Imdb;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.source.Cache;
import org.dl4jlab.source.DataAccess;
import org.dl4jlab.testing.Cli;
import org.dl4jlab.testing.OnnxRuns;
import org.dl4jlab.train.Evaluator;
import org.dl4jlab.train.Predictions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** A trained run of the experiment on reviews, and what ONNX Runtime predicts with it. */
class ExportedRunTest {

  private static final int TRAINED_ON = 300;
  private static final int SAMPLES = 1000;
  private static final double TOLERANCE = 1e-5;

  @TempDir private Path temp;

  @Test
  void sameProbabilitiesOfTheSample() throws Exception {
    Cli cli = ImdbCli.withoutServer(temp.resolve("cache"));
    Path vectors = temp.resolve("own.bin");
    cli.run("vectors", "train", "--data", "sample", "--size", 20, "--epochs", 1, "--out", vectors)
        .assertDone();
    assertSameProbabilities(cli, "sample", vectors);
  }

  @Test
  void sameProbabilitiesOfRealReviews() throws Exception {
    Path data = Cache.ofUser().resolve(Imdb.ARCHIVE.name());
    Path vectors = Cache.ofUser().resolve("glove.6B.100d.imdb.txt.gz");
    assumeTrue(Files.exists(data) && Files.exists(vectors), "There is no " + data + ", " + vectors);
    assertSameProbabilities(ImdbCli.withoutServer(temp), data.toString(), vectors);
  }

  private void assertSameProbabilities(Cli cli, String data, Path vectors) throws Exception {
    Path run = temp.resolve("run");
    cli.run(
            "train",
            "--data",
            data,
            "--limit-train",
            TRAINED_ON,
            "--limit-test",
            SAMPLES,
            "--vectors",
            vectors,
            "--epochs",
            1,
            "--run",
            run)
        .assertDone();
    TokenDataset test = test(run);
    assertEquals(SAMPLES, test.count());
    Predictions ofTheRun = predictions(run, test);
    INDArray expected = Nd4j.create(ofTheRun.probabilities());
    assertEquals(
        RunFolder.open(run).readMetrics().test().accuracy(), ofTheRun.score().accuracy(), 1e-9);

    cli.run("export", "--run", run, "--format", "onnx").assertDone();
    byte[] model = Files.readAllBytes(run.resolve("model.onnx"));
    INDArray texts = test.batch(SampleOrder.sequential(SAMPLES), 0, SAMPLES).features();
    for (int batch : new int[] {1, 7, SAMPLES}) {
      INDArray actual = OnnxRuns.run(model, first(batch, texts)).get(0);
      assertEachClose("of vectors", first(batch, expected), actual, TOLERANCE);
    }
  }

  /** The reviews that the run was tested on. */
  private TokenDataset test(Path run) throws IOException {
    SentimentAnalysis family = new SentimentAnalysis();
    return (TokenDataset)
        family
            .reopen(
                TrainedRun.open(run, family, null),
                DataAccess.ofUser(notice -> {}),
                Console.quiet())
            .data()
            .test();
  }

  private static Predictions predictions(Path run, TokenDataset test) throws IOException {
    try (Engine engine = Engines.forInference(RunFolder.open(run).readModel())) {
      return Evaluator.evaluate(engine, test);
    }
  }

  private static INDArray first(int count, INDArray samples) {
    return samples.get(NDArrayIndex.interval(0, count));
  }
}
