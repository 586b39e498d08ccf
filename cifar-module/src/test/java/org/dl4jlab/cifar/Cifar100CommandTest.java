package org.dl4jlab.cifar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.codec.digest.DigestUtils;
import org.dl4jlab.cifar.data.Cifar100;
import org.dl4jlab.cifar.data.FakeCifar;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.source.RemoteFile;
import org.dl4jlab.testing.Cli;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code --dataset cifar100}, from the command line to the files. */
@Timeout(120)
class Cifar100CommandTest {

  private static final Cifar100 FORMAT = new Cifar100();

  @TempDir Path temp;
  private Cli cli;
  private Path run;

  @BeforeEach
  void prepare() {
    cli = CifarCli.withoutServer(temp.resolve("cache"));
    run = temp.resolve("run");
  }

  private Cli.Result train(Path data) {
    return cli.run(
        "train",
        "--dataset",
        "CIFAR100",
        "--network",
        "cnn",
        "--epochs",
        1,
        "--data",
        data,
        "--run",
        run);
  }

  private JsonNode json(String file) throws IOException {
    return RunFolder.JSON.readTree(run.resolve(file).toFile());
  }

  @Test
  void runRemembersItsDataset() throws IOException {
    train(FakeCifar.folder(FORMAT, temp.resolve("data"), 120))
        .assertDone()
        .assertSays("Test (CIFAR-100, 120 images) - loss: ");
    assertEquals("cifar100", json("config.json").at("/options/dataset").asText());
    assertEquals("cifar100", json("config.json").at("/data/kind").asText());
    assertEquals(100, json("metrics.json").get("classes").size());

    JsonNode figures = cli.run("evaluate", "--run", run, "--json").assertDone().json();
    assertEquals("CIFAR-100", figures.get("data").asText());
    assertEquals(json("metrics.json").at("/test/loss").asDouble(), figures.at("/loss").asDouble());
    assertFalse(figures.has("binary"));
    JsonNode three =
        cli.run(
                "predict",
                "--out",
                temp.resolve("three.png"),
                "--run",
                run,
                "--images",
                3,
                "--json")
            .assertDone()
            .json();
    assertTrue(FORMAT.classes().contains(three.get(2).get("actual").asText()), three.toString());

    cli.run("train", "--resume", run, "--epochs", 2, "--dataset", "cifar100")
        .assertWrongUsage("A continued run keeps its options");
    cli.run("train", "--resume", run, "--epochs", 2).assertDone();
    assertEquals(2, RunFolder.open(run).readHistory().epochs().size());
    cli.run("evaluate", "--run", run, "--data", "sample").assertFailed("The run knows the classes");
  }

  @Test
  void runOfBeforeThereWasAChoiceIsCifar10() throws IOException {
    Path data = FakeCifar.folder(temp.resolve("data"), 2);
    cli.run("train", "--network", "cnn", "--epochs", 1, "--run", run, "--data", data).assertDone();
    Path config = run.resolve("config.json");
    String now = Files.readString(config);
    String before = now.replaceFirst("\"dataset\" : \"cifar10\",\\s*", "");
    assertFalse(before.contains("dataset"), before);
    Files.writeString(config, before);
    cli.run("evaluate", "--run", run).assertDone().assertSays("Test (CIFAR-10, 2 images)");
    cli.run("train", "--resume", run, "--epochs", 2).assertDone();
    assertEquals("cifar10", json("config.json").at("/options/dataset").asText());
  }

  @Test
  void isDownloadedOnceUnderItsName() throws IOException {
    byte[] archive = FakeCifar.archive(FORMAT, 3);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/cifar.tar.gz",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, archive.length);
            exchange.getResponseBody().write(archive);
          }
        });
    server.start();
    URI uri =
        URI.create("http://127.0.0.1:%d/cifar.tar.gz".formatted(server.getAddress().getPort()));
    Path cache = temp.resolve("cache");
    Cli served =
        CifarCli.of(
            cache,
            new RemoteFile("cifar.tar.gz", uri, archive.length, DigestUtils.sha256Hex(archive)));
    try {
      explore(served).assertSays("Downloading http://127.0.0.1").assertSays("Data: CIFAR-100 from");
    } finally {
      server.stop(0);
    }
    assertTrue(Files.exists(cache.resolve("cifar-100-binary/train.bin")));
    explore(served).assertSays("3 images to train on, 3 to test on, 100 classes");
  }

  private Cli.Result explore(Cli program) {
    return program
        .run("explore", "--dataset", "cifar100", "--out", temp.resolve("sheet.png"))
        .assertDone();
  }

  @Test
  void outOfReachItIsReplacedByTheSampleOfTenClasses() {
    explore(cli)
        .assertSays("The real CIFAR-100 could not be downloaded: 127.0.0.1 cannot be reached")
        .assertSays("using the built-in sample")
        .assertSays("1,000 to test on, 10 classes");
  }

  @Test
  void dataOfAnotherLayoutIsNamed() throws IOException {
    train(FakeCifar.folder(temp.resolve("data"), 2))
        .assertFailed(temp.resolve("data") + " is CIFAR-10; read it with --dataset cifar10");
    train(Files.createDirectory(temp.resolve("empty")))
        .assertFailed("is neither CIFAR-100 (train.bin …)");
    cli.run("explore", "--dataset", "cifar1000").assertWrongUsage("cifar1000");
    assertFalse(Files.exists(run));
  }
}
