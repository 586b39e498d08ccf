package org.dl4jlab.cifar;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.cifar.data.Cifar10;
import org.dl4jlab.cifar.data.FakeCifar;
import org.dl4jlab.cifar.data.ImageSets;
import org.dl4jlab.cifar.own.PictureFolders;
import org.dl4jlab.cifar.pictures.PictureDecoder;
import org.dl4jlab.cifar.pictures.PictureException;
import org.dl4jlab.cifar.pictures.PictureSource;
import org.dl4jlab.cifar.pictures.Pictures;
import org.dl4jlab.nets.ImageNetwork;
import org.dl4jlab.nets.NetworkOptions;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.source.Cache;
import org.dl4jlab.source.DataAccess;
import org.dl4jlab.testing.Cli;
import org.dl4jlab.testing.MadeUpRun;
import org.dl4jlab.testing.Mutations;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged runs, archives and pictures are read as far as they can be, or refused in a line. */
class DamageTest {

  @TempDir Path temp;

  private Path path;
  private RunFolder run;

  /** How many of each kind. */
  int count() {
    return Mutations.FEW;
  }

  @BeforeEach
  void writeARun() throws IOException {
    path = temp.resolve("run");
    run = MadeUpRun.of("folder", "pets", 2).write(path);
  }

  /** What a stranger's run does not have, or has for its own files. */
  private void removeChecksums() throws IOException {
    Files.deleteIfExists(run.file("checksums.sha256"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        RunFolder.CONFIG,
        RunFolder.HISTORY,
      })
  void ofARunsFile(String name) throws IOException {
    reportDamaged(name, count());
  }

  @ParameterizedTest
  @ValueSource(strings = {RunFolder.METRICS, RunFolder.SUMMARY_JSON, RunFolder.PREDICTED})
  void ofARunsFileThatOnlyReportsRead(String name) throws IOException {
    reportDamaged(name, count() / 5);
  }

  private void reportDamaged(String name, int count) throws IOException {
    removeChecksums();
    byte[] whole = Files.readAllBytes(run.file(name));
    Cli cifar = CifarCli.withoutServer(temp.resolve("cache"));
    Mutations.assertHarmless(
        count,
        mutator -> mutator.mutate(whole),
        damaged -> {
          Files.write(run.file(name), damaged);
          cifar.run("report", "--run", path).assertDoneOrFailed();
        });
  }

  @Test
  void ofAModel() throws IOException {
    ComputationGraph graph =
        new ComputationGraph(
            ImageNetwork.DENSE.configuration(new NetworkOptions(4, 4, 3, 2, 0.001, 1)));
    graph.init();
    run.write(graph);
    removeChecksums();
    byte[] whole = Files.readAllBytes(run.file(RunFolder.MODEL));
    Mutations.assertHarmless(
        count(),
        mutator -> mutator.mutateZip(whole),
        damaged -> {
          Files.write(run.file(RunFolder.MODEL), damaged);
          run.readModel();
        });
  }

  @Test
  void ofAnOfficialArchive() throws IOException {
    byte[] whole = FakeCifar.archive(2);
    Path archive = temp.resolve("cifar-10-binary.tar.gz");
    Mutations.assertHarmless(
        count(), mutator -> mutator.mutateGzip(whole), damaged -> open(archive, damaged));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pets.zip", "pets.tar.gz"})
  void ofAnArchiveOfPictures(String name) throws IOException {
    Path folder = temp.resolve("pets");
    PictureFolders.pictures(folder.resolve("cat"), 3, Color.RED);
    PictureFolders.pictures(folder.resolve("dog"), 3, Color.BLUE);
    Path archive = temp.resolve(name);
    boolean zip = name.endsWith(".zip");
    byte[] whole =
        Files.readAllBytes(
            zip ? PictureFolders.zip(folder, archive) : PictureFolders.tarGz(folder, archive));
    Mutations.assertHarmless(
        count() / 2,
        mutator -> zip ? mutator.mutateZip(whole) : mutator.mutateGzip(whole),
        damaged -> open(archive, damaged));
  }

  private void open(Path archive, byte[] damaged) throws IOException {
    Files.write(archive, damaged);
    DataAccess access =
        new DataAccess(
            new Cache(temp.resolve("cache")),
            UnaryOperator.identity(),
            true,
            (soFar, inAll) -> {},
            notice -> {});
    new ImageSets(new Cifar10(), access).open(archive.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tif", "webp"})
  void ofAPicture(String format) {
    byte[] whole =
        format.equals("webp")
            ? Pictures.webp(40, 30, Color.GREEN)
            : Pictures.encoded(Pictures.noise(40, 30), format);
    PictureDecoder decoder = new PictureDecoder(32);
    Mutations.assertHarmless(
        count(),
        mutator -> mutator.mutate(whole),
        damaged -> {
          try {
            decoder.decode(PictureSource.of(damaged));
          } catch (PictureException refused) {
            throw new IOException(refused.getMessage());
          }
        });
  }
}
