package org.dl4jlab.cifar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dl4jlab.cifar.data.CifarDataset;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.source.Cache;
import org.dl4jlab.testing.Cli;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Models that Keras wrote, imported and tested, beside {@code model.evaluate} of Keras 3.15.1 with
 * {@code categorical_crossentropy}: on the copy of CIFAR-10 whose images went through JPEG.
 */
@EnabledIfEnvironmentVariable(named = "DL4JLAB_KERAS_MODELS", matches = ".+")
class KerasEvaluationTest {

  private static final String COPY =
      "a3e05fd3c6c5a033a77875595450321f558afba44730d6c47ef41c725d5be2b2";

  @TempDir private Path temp;

  @ParameterizedTest
  @CsvSource({
    "lecture_dense, 2.4690511, 0.1079",
    "lecture_cnn, 2.3284612, 0.0916",
    "lecture_batchnorm, 2.4900434, 0.1000"
  })
  void isKerasOwn(String name, double loss, double accuracy) throws IOException {
    Path data = Cache.ofUser().resolve(CifarDataset.CIFAR10.format().folder());
    assumeTrue(Files.isDirectory(data), "There is no " + data);
    Path model = Path.of(System.getenv("DL4JLAB_KERAS_MODELS"), name + ".keras");
    Path run = temp.resolve("run");
    Cli cli = CifarCli.withoutServer(temp.resolve("cache"));
    cli.run("import", model, "--data", data, "--run", run).assertDone();
    assumeTrue(
        RunFolder.open(run).readConfig().data().testSha256().equals(COPY),
        "The images are not those of the figures");
    JsonNode evaluated = cli.run("evaluate", "--run", run, "--json").assertDone().json();
    assertEquals(accuracy, evaluated.required("accuracy").asDouble(), 1e-9);
    assertEquals(loss, evaluated.required("loss").asDouble(), 2e-6);
  }
}
