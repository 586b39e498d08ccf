package org.dl4jlab.cifar.own;

import static org.dl4jlab.cifar.own.PictureFolders.picture;
import static org.dl4jlab.cifar.own.PictureFolders.pictures;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dl4jlab.UserException;
import org.dl4jlab.cifar.pictures.Pictures;
import org.dl4jlab.data.ImageDataset;
import org.dl4jlab.source.Broken;
import org.dl4jlab.source.Cache;
import org.dl4jlab.source.DataAccess;
import org.dl4jlab.source.Division;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnPicturesTest {

  @TempDir Path temp;

  private final List<String> notices = new ArrayList<>();
  private Path own;

  @BeforeEach
  void prepare() throws IOException {
    own = Files.createDirectory(temp.resolve("own"));
  }

  private OwnPictures read(Path place, Division division, Broken broken) throws IOException {
    notices.clear();
    DataAccess access =
        new DataAccess(
            new Cache(temp.resolve("cache")),
            UnaryOperator.identity(),
            true,
            (soFar, inAll) -> {},
            (soFar, inAll) -> {},
            broken,
            notices::add);
    return OwnPictures.read(new OwnPictures.Request(place, division, 32, "CIFAR"), access);
  }

  private OwnPictures read() throws IOException {
    return read(own, Division.HELD_OUT, Broken.SKIP);
  }

  private UserException refused() {
    return assertThrows(UserException.class, this::read);
  }

  private static void assertCounts(ImageDataset images, Integer... counts) {
    assertEquals(List.of(counts), Arrays.stream(images.classCounts()).boxed().toList());
  }

  /** Red, and the first class, or blue, and the second. */
  private static void assertLabelled(ImageDataset images) {
    for (int i = 0; i < images.count(); i++) {
      assertEquals(images.label(i) == 0 ? 0 : 255, images.pixel(i, 16, 16, 2));
      assertEquals(images.label(i) == 0 ? 255 : 0, images.pixel(i, 16, 16, 0));
    }
  }

  private void assertTold(String notice) {
    assertTrue(notices.contains(notice), "not told '%s' but %s".formatted(notice, notices));
  }

  @Test
  void everyFifthPictureOfAClassIsKeptForTheTest() throws IOException {
    pictures(own.resolve("a"), 10, Color.RED);
    pictures(own.resolve("b"), 5, Color.BLUE);
    OwnPictures read = read();
    assertEquals(List.of("a", "b"), read.train().classNames());
    assertCounts(read.train(), 8, 4);
    assertCounts(read.test(), 2, 1);
    assertSame(read.test(), read.validation());
    assertLabelled(read.train());
    assertLabelled(read.test());
    assertEquals(List.of(), notices);
  }

  @Test
  void allIsTestedWhereThatIsAskedFor() throws IOException {
    pictures(own.resolve("a"), 3, Color.RED);
    pictures(own.resolve("b"), 4, Color.BLUE);
    OwnPictures read = read(own, Division.ALL_TESTED, Broken.SKIP);
    assertCounts(read.train(), 0, 0);
    assertCounts(read.test(), 3, 4);
  }

  @Test
  void whatSystemsLeaveBehindIsNoPicture() throws IOException {
    pictures(own.resolve("a"), 5, Color.RED);
    pictures(own.resolve("b"), 5, Color.BLUE);
    Files.writeString(own.resolve("a/._1.png"), "Mac");
    Files.writeString(own.resolve("a/.DS_Store"), "Mac");
    Files.writeString(own.resolve("a/Thumbs.db"), "Windows");
    Files.writeString(own.resolve("b/desktop.ini"), "Windows");
    pictures(own.resolve("__MACOSX/a"), 5, Color.GREEN);
    pictures(own.resolve(".hidden"), 5, Color.GREEN);
    OwnPictures read = read();
    assertEquals(List.of("a", "b"), read.train().classNames());
    assertCounts(read.train(), 4, 4);
    assertEquals(List.of(), notices);
  }

  @Test
  void emptyClassIsNamed() throws IOException {
    pictures(own.resolve("a"), 5, Color.RED);
    pictures(own.resolve("b"), 5, Color.BLUE);
    Files.createDirectory(own.resolve("empty"));
    assertEquals(List.of("a", "b"), read().train().classNames());
    assertTold("1 folder holds no picture that can be read and is no class: empty");
  }

  @Test
  void filesThatAreNotReadAreCounted() throws IOException {
    pictures(own.resolve("a"), 5, Color.RED);
    pictures(own.resolve("b"), 5, Color.BLUE);
    for (String name : new String[] {"1.HEIC", "2.heic", "3.avif", "notes.txt"}) {
      Files.writeString(own.resolve("a").resolve(name), "something");
    }
    picture(own.resolve("beside.png"), Color.RED);
    assertCounts(read().train(), 4, 4);
    assertTold(
        "Passed over, as their formats cannot be read here: 1 .avif, 2 .heic; convert them to JPEG or PNG");
    assertTold("Passed over, as they are no pictures: 1 .txt");
    assertTold("1 picture without a class, passed over: beside.png");
  }

  @Test
  void otherFormatsAreRead() throws IOException {
    pictures(own.resolve("a"), 4, Color.RED);
    pictures(own.resolve("b"), 5, Color.BLUE);
    Files.write(own.resolve("a/last.webp"), Pictures.webp(40, 30, Color.RED));
    Files.move(own.resolve("b/0.png"), own.resolve("b/0.jfif")); // named as one, still a picture
    OwnPictures read = read();
    assertCounts(read.train(), 4, 4);
    assertCounts(read.test(), 1, 1);
    assertLabelled(read.train());
    assertLabelled(read.test());
  }

  @ParameterizedTest
  @CsvSource({"train,test", "Train,val", "TRAIN,Valid", "training,validation", "train,testing"})
  void partsAreUnderstood(String train, String test) throws IOException {
    pictures(own.resolve(train).resolve("a"), 2, Color.RED);
    pictures(own.resolve(train).resolve("b"), 3, Color.BLUE);
    pictures(own.resolve(test).resolve("a"), 1, Color.RED);
    pictures(own.resolve(test).resolve("b"), 1, Color.BLUE);
    OwnPictures read = read();
    assertEquals(List.of("a", "b"), read.train().classNames());
    assertCounts(read.train(), 2, 3);
    assertCounts(read.test(), 1, 1);
    assertLabelled(read.train());
  }

  @Test
  void validationIsAPartOfItsOwnBesideATest() throws IOException {
    int count = 1;
    for (String part : new String[] {"test", "val", "train"}) {
      pictures(own.resolve(part).resolve("a"), count, Color.RED);
      pictures(own.resolve(part).resolve("b"), count++, Color.BLUE);
    }
    OwnPictures read = read();
    assertCounts(read.train(), 3, 3);
    assertCounts(read.validation(), 2, 2);
    assertCounts(read.test(), 1, 1);
  }

  @Test
  void testWithoutClassesIsNoTest() throws IOException {
    pictures(own.resolve("train/a"), 5, Color.RED);
    pictures(own.resolve("train/b"), 5, Color.BLUE);
    pictures(own.resolve("test"), 2, Color.RED);
    OwnPictures read = read();
    assertCounts(read.train(), 4, 4);
    assertCounts(read.test(), 1, 1);
    assertTold("2 pictures without a class, passed over: test/0.png, test/1.png");
  }

  @Test
  void classesMayBeCalledTrain() throws IOException {
    pictures(own.resolve("bus"), 5, Color.RED);
    pictures(own.resolve("train"), 5, Color.BLUE);
    assertEquals(List.of("bus", "train"), read().train().classNames());
  }

  @Test
  void picturesMayLieDeeperAndAllInOneFolder() throws IOException {
    pictures(own.resolve("photos/a/2019/may"), 3, Color.RED);
    pictures(own.resolve("photos/a/2020"), 2, Color.RED);
    pictures(own.resolve("photos/b"), 5, Color.BLUE);
    OwnPictures read = read();
    assertEquals(List.of("a", "b"), read.train().classNames());
    assertCounts(read.train(), 4, 4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file_name,label\n%s",
        "\uFEFFid;breed\r\n%s",
        " Image \t Class \n%s",
        "x,filename,y,category\n%s"
      })
  void tableOfClassesIsRead(String table) throws IOException {
    pictures(own.resolve("images"), 10, Color.RED);
    StringBuilder rows = new StringBuilder();
    String delimiter = table.contains(";") ? ";" : table.contains("\t") ? "\t" : ",";
    for (int i = 0; i < 10; i++) {
      if (i >= 5) {
        picture(own.resolve("images/%d.png".formatted(i)), Color.BLUE);
      }
      // By path, by name, by name without its suffix.
      String name = i < 3 ? "images/%d.png" : i < 6 ? "%d.png" : "%d";
      String label = i < 5 ? "red fox" : "sea";
      String row = String.join(delimiter, name.formatted(i), label);
      rows.append(table.startsWith("x") ? "1," + row.replace(",", ",2,") : row).append("\n");
    }
    Files.writeString(own.resolve("labels.csv"), table.formatted(rows));
    OwnPictures read = read();
    assertEquals(List.of("red fox", "sea"), read.train().classNames());
    assertCounts(read.train(), 4, 4);
    assertLabelled(read.train());
    assertEquals(List.of(), notices);
  }

  @Test
  void layoutOfHuggingFaceIsRead() throws IOException {
    for (String part : new String[] {"train", "validation"}) {
      pictures(own.resolve(part), 2, Color.RED);
      picture(own.resolve(part).resolve("1.png"), Color.BLUE);
    }
    Files.writeString(own.resolve("train/metadata.csv"), "file_name,label\n0.png,0\n1.png,1\n");
    Files.writeString(
        own.resolve("validation/metadata.jsonl"),
        "{\"file_name\": \"0.png\", \"label\": 0}\n{\"file_name\": \"1.png\", \"label\": 1}\n");
    OwnPictures read = read();
    assertCounts(read.train(), 1, 1);
    assertCounts(read.test(), 1, 1);
    assertLabelled(read.train());
    assertLabelled(read.test());
  }

  @Test
  void layoutOfKaggleIsRead() throws IOException {
    pictures(own.resolve("train"), 10, Color.RED);
    pictures(own.resolve("test"), 10, Color.GREEN); // numbered from 0 too, and nobody says what
    StringBuilder table = new StringBuilder("id,label\n");
    for (int i = 0; i < 10; i++) {
      if (i >= 5) {
        picture(own.resolve("train/%d.png".formatted(i)), Color.BLUE);
      }
      table.append(i).append(i < 5 ? ",frog\n" : ",ship\n");
    }
    table.append("99,ship\n3000,\n");
    Files.writeString(own.resolve("trainLabels.csv"), table);
    Files.writeString(own.resolve("sampleSubmission.csv"), "id,label\n0,cat\n");
    OwnPictures read = read();
    assertCounts(read.train(), 4, 4);
    assertLabelled(read.train());
    assertTold("%s/trainLabels.csv names 1 picture that is not there: 99".formatted(own));
    assertTold("%s/trainLabels.csv has 1 row without a class".formatted(own));
  }

  @Test
  void tablesOfPartsMeanThePicturesOfTheirParts() throws IOException {
    for (String part : new String[] {"train", "test"}) {
      Color first = part.equals("train") ? Color.RED : Color.BLUE;
      Color second = part.equals("train") ? Color.BLUE : Color.RED;
      picture(own.resolve(part).resolve("1.png"), first);
      picture(own.resolve(part).resolve("2.png"), second);
      Files.writeString(
          own.resolve(part + ".csv"),
          part.equals("train") ? "id,label\n1,red\n2,sea\n" : "id,label\n1,sea\n2,red\n");
    }
    OwnPictures read = read();
    assertCounts(read.train(), 1, 1);
    assertCounts(read.test(), 1, 1);
    assertLabelled(read.train());
    assertLabelled(read.test());
  }

  @Test
  void pictureOfTwoClassesIsNamed() throws IOException {
    pictures(own, 2, Color.RED);
    Files.writeString(own.resolve("labels.csv"), "id,label\n0,a\n0,a\n1,b\n1.png,c\n");
    assertEquals(
        "%s/labels.csv names 1.png more than once, as b and as c".formatted(own),
        refused().getMessage());
  }

  @Test
  void tableMayDivideThePictures() throws IOException {
    pictures(own, 4, Color.RED);
    Files.writeString(
        own.resolve("metadata.csv"),
        "file_name,split,label\n0.png,train,10\n1.png,test,10\n2.png,train,9\n3.png,test,9\n");
    OwnPictures read = read();
    assertEquals(List.of("9", "10"), read.train().classNames());
    assertCounts(read.train(), 1, 1);
    assertCounts(read.test(), 1, 1);
  }

  @Test
  void brokenPicturesAreCountedAndNamed() throws IOException {
    pictures(own.resolve("a"), 6, Color.RED);
    pictures(own.resolve("b"), 6, Color.BLUE);
    Files.writeString(own.resolve("a/3.png"), "text");
    byte[] whole = Pictures.encoded(Pictures.noise(100, 100), "jpg");
    Files.write(own.resolve("b/x.jpg"), Arrays.copyOf(whole, whole.length - 40));
    OwnPictures read = read();
    assertCounts(read.train(), 4, 5);
    assertCounts(read.test(), 1, 1);
    String told =
        "2 of 13 pictures cannot be read: a/3.png is not a picture that Java can read, b/x.jpg is cut short";
    assertTold(told + "; left out");
    var stopped =
        assertThrows(UserException.class, () -> read(own, Division.HELD_OUT, Broken.STOP));
    assertEquals(told + "; leave them out by --broken skip", stopped.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"zip", "tar.gz"})
  void archivesAreReadLikeFolders(String kind) throws IOException {
    Path folder = temp.resolve("folder");
    pictures(folder.resolve("photos/Bär"), 5, Color.RED);
    pictures(folder.resolve("photos/Wal"), 6, Color.BLUE);
    Files.writeString(folder.resolve("photos/Wal/5.png"), "broken");
    pictures(folder.resolve("__MACOSX/photos/Wal"), 1, Color.GREEN);
    Path archive = temp.resolve("photos." + kind);
    if (kind.equals("zip")) {
      PictureFolders.zip(folder, archive);
    } else {
      PictureFolders.tarGz(folder, archive);
    }
    for (int time = 0; time < 2; time++) { // the second from the cache
      OwnPictures read = read(archive, Division.HELD_OUT, Broken.SKIP);
      assertEquals(List.of("Bär", "Wal"), read.train().classNames());
      assertCounts(read.train(), 4, 4);
      assertLabelled(read.train());
      assertLabelled(read.test());
      assertTold(
          "1 of 11 pictures cannot be read: photos/Wal/5.png is not a picture that Java can read; left out");
    }
  }

  @Test
  void hostileArchivesDoNoHarm() throws IOException {
    byte[] red = Pictures.encoded(Pictures.plain(1, 8, 8, Color.RED), "png");
    Path archive = temp.resolve("hostile.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(archive))) {
      for (String name : new String[] {"a/1.png", "/b/1.png", "../c/1.png", "a/../../d/1.png"}) {
        out.putNextEntry(new ZipEntry(name));
        out.write(red);
        out.closeEntry();
      }
      out.putNextEntry(new ZipEntry("a/bomb.png"));
      out.write(red);
      byte[] zeros = new byte[1 << 20];
      for (int mb = 0; mb < 256; mb++) {
        out.write(zeros);
      }
      out.closeEntry();
    }
    OwnPictures read = read(archive, Division.ALL_TESTED, Broken.SKIP);
    assertEquals(List.of("a", "b"), read.test().classNames());
    assertCounts(read.test(), 1, 1);
    assertTold(
        "1 of 3 pictures cannot be read: a/bomb.png is larger than the 256 MB that are taken out of an archive; left out");
    try (var files = Files.list(temp)) {
      assertEquals(3, files.count(), "something was unpacked"); // own, cache, the archive
    }
  }

  @Test
  void pictureThatChangesIsReadAnew() throws IOException {
    pictures(own.resolve("a"), 5, Color.RED);
    pictures(own.resolve("b"), 5, Color.BLUE);
    String before = read().train().checksum() + read().test().checksum();
    assertEquals(before, read().train().checksum() + read().test().checksum());
    // A longer file, which is another colour, and one more.
    Files.write(
        own.resolve("b/2.png"),
        Pictures.encoded(Pictures.plain(1, 500, 500, new Color(1, 2, 200)), "png"));
    picture(own.resolve("b/5.png"), Color.BLUE);
    OwnPictures after = read();
    assertCounts(after.train(), 4, 5);
    List<Integer> blues = new ArrayList<>();
    for (ImageDataset images : List.of(after.train(), after.test())) {
      for (int i = 0; i < images.count(); i++) {
        blues.add(images.pixel(i, 3, 3, 2));
      }
    }
    assertEquals(1, blues.stream().filter(blue -> blue == 200).count());
  }

  @Test
  void damagedCacheIsNoHarm() throws IOException {
    pictures(own.resolve("a"), 5, Color.RED);
    pictures(own.resolve("b"), 5, Color.BLUE);
    String before = read().train().checksum();
    Path folder = temp.resolve("cache/pictures");
    List<Path> kept;
    try (var files = Files.list(folder)) {
      kept = files.toList();
    }
    assertEquals(1, kept.size());
    byte[] content = Files.readAllBytes(kept.get(0));
    for (int i = 0; i < content.length; i += 997) {
      byte[] changed = content.clone();
      changed[i] ^= 0x10;
      Files.write(kept.get(0), changed);
      assertEquals(before, read().train().checksum());
    }
    Files.write(kept.get(0), Arrays.copyOf(content, 5000));
    assertEquals(before, read().train().checksum());
  }

  @Test
  void cacheThatCannotBeWrittenIsTold() throws IOException {
    pictures(own.resolve("a"), 5, Color.RED);
    pictures(own.resolve("b"), 5, Color.BLUE);
    Files.writeString(temp.resolve("cache"), "a file");
    assertCounts(read().train(), 4, 4);
    assertTold(
        "The cache folder %s cannot be written, so the pictures have to be read again next time"
            .formatted(temp.resolve("cache")));
  }

  @Test
  void foldersWithTooLittleInThemAreRefused() throws IOException {
    String nothing =
        "%s is neither CIFAR nor pictures in a sub-folder for each of 2 to 255 classes, or with a table of their classes (metadata.csv or labels.csv) beside them"
            .formatted(own);
    assertEquals(nothing, refused().getMessage());
    pictures(own.resolve("a"), 3, Color.RED);
    assertEquals(
        "%s holds pictures of 1 class (a); there have to be 2 to 255 classes".formatted(own),
        refused().getMessage());
    pictures(own.resolve("b"), 3, Color.BLUE);
    assertEquals(
        "%s holds 6 pictures to train on and 0 to test on; each class needs at least 5"
            .formatted(own),
        refused().getMessage());
    pictures(own.resolve("b"), 5, Color.BLUE);
    assertCounts(read().test(), 0, 1);
    assertTold("%s has no picture to test on of the class a".formatted(own));
  }

  @Test
  void classThatIsNotTrainedIsNamed() throws IOException {
    pictures(own.resolve("train/a"), 1, Color.RED);
    pictures(own.resolve("train/b"), 1, Color.BLUE);
    pictures(own.resolve("test/c"), 1, Color.RED);
    assertEquals(
        "%s has no picture to train on of the class c".formatted(own), refused().getMessage());
  }

  @Test
  void tableThatIsNoneIsNamed() throws IOException {
    pictures(own, 4, Color.RED);
    Files.write(
        own.resolve("labels.csv"), "id,label\n0.png,\"open".getBytes(StandardCharsets.UTF_8));
    assertEquals("%s/labels.csv is not a whole CSV file".formatted(own), refused().getMessage());
  }

  @Test
  void linksThatLeadInCirclesAreNoHarm() throws IOException {
    pictures(own.resolve("a"), 5, Color.RED);
    pictures(own.resolve("b"), 5, Color.BLUE);
    Files.createSymbolicLink(own.resolve("a/all"), own);
    assertCounts(read().train(), 4, 4);
  }

  @Test
  void samplesOfOneSizeAreArrays() throws IOException {
    pictures(own.resolve("a"), 5, Color.RED);
    pictures(own.resolve("b"), 5, Color.BLUE);
    ImageDataset train = read().train();
    assertArrayEquals(
        new int[] {32, 32, 3}, new int[] {train.height(), train.width(), train.channels()});
  }
}
