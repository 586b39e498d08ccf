package org.dl4jlab.cifar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.dl4jlab.cifar.data.FakeCifar;
import org.dl4jlab.cifar.data.ImageFiles;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.testing.Cli;
import org.dl4jlab.testing.ServingCli;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code serve}, asked in all the ways there are. */
@Timeout(300)
class ServeCommandTest {

  private static final int IMAGES = 5;

  @TempDir static Path temp;
  private static Cli cli;
  private static ServingCli server;
  private static Path folder;
  private static List<String> classes;
  private static float[][] expected; // what predict says of each picture

  @BeforeAll
  static void start() throws Exception {
    Path data = FakeCifar.folder(temp.resolve("data"), 20);
    cli = CifarCli.withoutServer(temp.resolve("cache"));
    for (String network : new String[] {"cnn", "batchnorm"}) {
      cli.run("train", "--network", network, "--data", data, "--epochs", 1, "--run", run(network))
          .assertDone();
    }
    List<Object> steered = List.of("--epochs", 2, "--batch", 8, "--average", "0.9");
    train("averaged", data, steered);
    folder = Files.createDirectory(temp.resolve("pictures"));
    Random random = new Random(1);
    for (int i = 0; i < IMAGES; i++) {
      ImageIO.write(noise(random, 40, 36), "png", picture(i).toFile());
    }
    classes = RunFolder.open(run("cnn")).readConfig().data().classNames();
    expected = predicted(run("cnn"));
    server =
        new ServingCli(
            cli,
            "--run",
            run("cnn"),
            "--run",
            "both=" + run("batchnorm"),
            "--run",
            "both=" + run("cnn"),
            "--run",
            "averaged=" + run("averaged"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void train(String name, Path data, List<Object> more) {
    List<Object> line =
        new ArrayList<>(List.of("train", "--network", "cnn", "--data", data, "--run", run(name)));
    line.addAll(more);
    cli.run(line.toArray()).assertDone();
  }

  private static Path run(String network) {
    return temp.resolve("run-" + network);
  }

  private static Path picture(int i) {
    return folder.resolve(i + ".png");
  }

  private static BufferedImage noise(Random random, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt(1 << 24));
      }
    }
    return image;
  }

  /** The three likeliest classes of each picture, the others 0. */
  private static float[][] predicted(Path run) throws IOException {
    JsonNode figures =
        cli.run("predict", "--run", run, "--out", temp.resolve("p.png"), "--json", folder)
            .assertDone()
            .json();
    float[][] all = new float[IMAGES][10];
    for (int i = 0; i < IMAGES; i++) {
      for (JsonNode guess : figures.get(i).get("likeliest")) {
        all[i][classes.indexOf(guess.get("name").textValue())] =
            guess.get("probability").floatValue();
      }
    }
    return all;
  }

  private static void assertSame(float[] wanted, float[] found) {
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i] != 0) {
        assertEquals(wanted[i], found[i], 1e-5, "class " + i);
      }
    }
    assertEquals(1, IntStream.range(0, found.length).mapToDouble(i -> found[i]).sum(), 1e-4);
  }

  @Test
  void picturesAreTakenForWhatPredictTakesThemFor() throws Exception {
    for (int i = 0; i < IMAGES; i++) {
      byte[] png = Files.readAllBytes(picture(i));
      JsonNode answer =
          ServingCli.json(server.post("/models/cnn/predict", png, "Content-Type", "image/png"));
      assertEquals("cnn", answer.at("/model/name").textValue());
      assertTrue(
          answer.path("familiar").isMissingNode(), "too few of the test's answers are right");
      assertSame(expected[i], byClass(answer));
    }
  }

  private static float[] byClass(JsonNode answer) {
    float[] probabilities = new float[10];
    double last = 1;
    for (JsonNode prediction : answer.get("predictions")) {
      double probability = prediction.get("probability").doubleValue();
      assertTrue(probability <= last, "sorted");
      last = probability;
      probabilities[classes.indexOf(prediction.get("class").textValue())] = (float) probability;
    }
    return probabilities;
  }

  @Test
  void theNetworkIsTheOneThatPredictUses() throws Exception {
    float[][] averages = predicted(run("averaged"));
    for (int i = 0; i < IMAGES; i++) {
      assertSame(averages[i], infer("averaged", "UINT8", pixels(i)));
    }
  }

  @Test
  void tensorsInJson() throws Exception {
    StringBuilder data = new StringBuilder();
    for (int i = 0; i < IMAGES; i++) {
      for (byte pixel : pixels(i)) {
        data.append(data.isEmpty() ? "" : ",").append((pixel & 0xFF) / 255f);
      }
    }
    String request =
        "{\"inputs\":[{\"name\":\"image\",\"shape\":[%d,3,32,32],\"datatype\":\"FP32\",\"data\":[%s]}]}"
            .formatted(IMAGES, data);
    JsonNode answer =
        ServingCli.json(
            server.post("/v2/models/cnn/infer", request.getBytes(StandardCharsets.UTF_8)));
    JsonNode probabilities = answer.at("/outputs/0/data");
    for (int i = 0; i < IMAGES; i++) {
      float[] found = new float[10];
      for (int c = 0; c < 10; c++) {
        found[c] = probabilities.get(10 * i + c).floatValue();
      }
      assertSame(expected[i], found);
    }
  }

  @Test
  void binaryTensorsOfFloatsAndBytes() throws Exception {
    for (int i = 0; i < IMAGES; i++) {
      assertSame(expected[i], infer("cnn", "UINT8", pixels(i)));
      assertSame(expected[i], infer("cnn", "FP32", floats(pixels(i))));
    }
  }

  @Test
  void numbersThatAreNoneAreRefusedAlone() throws Exception {
    byte[] floats = floats(pixels(0));
    ByteBuffer.wrap(floats).order(ByteOrder.LITTLE_ENDIAN).putFloat(4 * 7, Float.NaN);
    AssertionError error = assertThrows(AssertionError.class, () -> infer("cnn", "FP32", floats));
    assertTrue(error.getMessage().contains("Number 7 of the input is NaN"), error.getMessage());
  }

  @Test
  void manyClientsAtOnceGetTheirOwnAnswers() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      Map<Integer, Callable<float[]>> questions = new HashMap<>();
      for (int i = 0; i < 200; i++) {
        byte[] pixels = pixels(i % IMAGES);
        questions.put(
            i,
            i % 2 == 0
                ? () -> infer("cnn", "UINT8", pixels)
                : () -> infer("cnn", "FP32", floats(pixels)));
      }
      Map<Integer, Future<float[]>> answers = new HashMap<>();
      questions.forEach((i, question) -> answers.put(i, threads.submit(question)));
      for (int i = 0; i < 200; i++) {
        assertSame(expected[i % IMAGES], answers.get(i).get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void runsOfOneNameAreItsVersions() throws Exception {
    assertEquals(
        "[\"1\",\"2\"]", ServingCli.json(server.get("/v2/models/both")).get("versions").toString());
    float[][] first = predicted(run("batchnorm"));
    assertSame(first[0], infer("both/versions/1", "UINT8", pixels(0)));
    assertSame(expected[0], infer("both/versions/2", "UINT8", pixels(0)));
    assertSame(expected[0], infer("both", "UINT8", pixels(0)));
    assertEquals(404, server.get("/v2/models/both/versions/3").statusCode());
  }

  @Test
  void bombsAndOtherBodiesAreRefused() throws Exception {
    assertRefused(400, "60000 x 60000", bomb(60_000));
    assertRefused(400, "is not a picture", "hello".getBytes(StandardCharsets.UTF_8));
    byte[] whole = Files.readAllBytes(picture(0));
    assertRefused(400, "is damaged", Arrays.copyOf(whole, whole.length / 2));
    assertEquals(
        415, server.post("/models/cnn/predict", whole, "Content-Type", "text/plain").statusCode());
    assertEquals(413, server.post("/models/cnn/predict", new byte[33 << 20]).statusCode());
  }

  private static void assertRefused(int status, String because, byte[] body) throws Exception {
    var response = server.post("/models/cnn/predict", body);
    String said = new String(response.body(), StandardCharsets.UTF_8);
    assertEquals(status, response.statusCode(), said);
    assertTrue(said.replace(",", "").contains(because), said);
  }

  /** A PNG that says that it is large. */
  private static byte[] bomb(int size) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
    ByteBuffer head = ByteBuffer.allocate(13).putInt(size).putInt(size);
    chunk(png, "IHDR", head.put(new byte[] {8, 2, 0, 0, 0}).array());
    ByteArrayOutputStream zeros = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(zeros)) {
      deflater.write(new byte[1 << 20]);
    }
    chunk(png, "IDAT", zeros.toByteArray());
    chunk(png, "IEND", new byte[0]);
    return png.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream png, String type, byte[] data)
      throws IOException {
    DataOutputStream out = new DataOutputStream(png);
    CRC32 crc = new CRC32();
    crc.update(type.getBytes(StandardCharsets.US_ASCII));
    crc.update(data);
    out.writeInt(data.length);
    out.writeBytes(type);
    out.write(data);
    out.writeInt((int) crc.getValue());
  }

  @Test
  void wrongUsageIsToldBeforeAnythingIsOpened() {
    cli.run("serve", "--run", run("cnn"), "--port", 70000).assertWrongUsage("65,535, not 70,000");
    cli.run("serve", "--run", run("cnn"), "--max-batch", 0).assertWrongUsage("not 0");
    cli.run("serve", "--run", run("cnn"), "--max-delay", "2").assertWrongUsage("2ms");
    cli.run("serve", "--run", run("cnn"), "--cors", "*").assertWrongUsage("https://example.org");
    cli.run("serve", "--run", "a b=" + run("cnn")).assertWrongUsage("unlike 'a b'");
    cli.run("serve", "--run", temp.resolve("none")).assertFailed("is not a run folder");
    cli.run("serve", "--run", run("cnn"), "--port", server.uri("/").getPort())
        .assertFailed("in use");
  }

  private static byte[] pixels(int i) {
    return ImageFiles.read(picture(i), 32);
  }

  private static byte[] floats(byte[] pixels) {
    ByteBuffer floats =
        ByteBuffer.allocate(pixels.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (byte pixel : pixels) {
      floats.putFloat((pixel & 0xFF) / 255f);
    }
    return floats.array();
  }

  private static float[] infer(String model, String type, byte[] data) throws Exception {
    byte[] json =
        "{\"inputs\":[{\"name\":\"image\",\"shape\":[1,3,32,32],\"datatype\":\"%s\",\"parameters\":{\"binary_data_size\":%d}}],\"outputs\":[{\"name\":\"probabilities\",\"parameters\":{\"binary_data\":true}}]}"
            .formatted(type, data.length)
            .getBytes(StandardCharsets.UTF_8);
    byte[] body = ByteBuffer.allocate(json.length + data.length).put(json).put(data).array();
    String length = String.valueOf(json.length);
    var response =
        server.post(
            "/v2/models/%s/infer".formatted(model),
            body,
            "Inference-Header-Content-Length",
            length);
    assertEquals(200, response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
    float[] found = new float[10];
    ByteBuffer.wrap(response.body(), response.body().length - 40, 40)
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(found);
    return found;
  }
}
