package org.dl4jlab.imdb.data;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.ZipException;
import org.datavec.api.split.CollectionInputSplit;
import org.dl4jlab.UserException;
import org.dl4jlab.imdb.table.TableFile;
import org.dl4jlab.source.Broken;
import org.dl4jlab.source.Division;
import org.dl4jlab.source.Leftovers;

/**
 * A folder with a folder of .txt files for each class, such as {@code pos} and {@code neg}, and
 * {@code unsup} for unlabelled reviews; or one with tables; or one with {@code train}, {@code test}
 * and perhaps {@code validation} that are such folders, or tables called so.
 */
final class ReviewFolders {

  static final String NEGATIVE = "neg";
  static final String POSITIVE = "pos";

  private static final String LAYOUT =
      "reviews are .txt files in a folder for each class (such as pos and neg), or tables ("
          + TableFile.NAMES
          + "); train and test may be folders or tables called so";

  /** Archives are often unpacked into a folder within a folder. */
  private static final int DEEPEST = 3;

  private final Path named;
  private final Division division;
  private final Broken broken;

  /**
   * @param named what the person named, a folder or an archive
   */
  private ReviewFolders(Path named, Division division, Broken broken) {
    this.named = named;
    this.division = division;
    this.broken = broken;
  }

  /** Whether the folder is IMDB's own, unpacked from its archive. */
  static boolean isOfficial(Path folder) {
    return Files.isRegularFile(folder.resolve(Imdb.VOCABULARY))
        && Files.isDirectory(folder.resolve(Imdb.FOLDERS.get(0)));
  }

  static ReviewSet read(Path folder, Division division, Broken broken) throws IOException {
    return new ReviewFolders(folder, division, broken).read(folder, DEEPEST);
  }

  /** What is in a zip archive, as if it were unpacked. */
  static ReviewSet readZip(Path archive, Division division, Broken broken) throws IOException {
    try (FileSystem zip =
        FileSystems.newFileSystem(URI.create("jar:" + archive.toUri()), Map.of())) {
      return new ReviewFolders(archive, division, broken).read(zip.getPath("/"), DEEPEST);
    } catch (UserException e) {
      throw e.getMessage().contains(archive.toString())
          ? e
          : new UserException("In %s: %s".formatted(archive, e.getMessage()), e);
    } catch (ZipException e) {
      throw new UserException("%s is damaged: it is no whole zip archive".formatted(archive), e);
    } catch (InvalidPathException e) {
      throw new UserException(
          "%s is damaged: it has a name that no file can have".formatted(archive), e);
    }
  }

  private ReviewSet read(Path folder, int depth) throws IOException {
    List<Path> inside = list(folder, Files::isDirectory);
    List<Path> parts =
        inside.stream()
            .filter(
                part -> ReviewPart.ofFolder(name(part)).filter(ReviewPart::labelled).isPresent())
            .toList();
    ReviewNotices notices = new ReviewNotices();
    List<Path> texts = texts(parts.isEmpty() ? inside : inside(parts), notices);
    if (!texts.isEmpty()) {
      return ReviewParts.read(
          isOfficial(folder) ? ReviewSet.IMDB : ReviewSet.FOLDER,
          named,
          new ReviewFolderRecordReader(folder, broken, notices),
          split(texts),
          division);
    }
    List<Path> tables = new ArrayList<>(tables(folder));
    for (Path part : inside) {
      if (ReviewPart.ofFolder(name(part)).isPresent()) {
        tables.addAll(tables(part));
      }
    }
    if (!tables.isEmpty()) {
      return ReviewParts.read(
          ReviewSet.FOLDER, named, new TableReviewRecordReader(folder), split(tables), division);
    }
    if (inside.size() == 1 && depth > 1) {
      return read(inside.get(0), depth - 1);
    }
    throw new UserException("There are no reviews in %s: %s".formatted(named, LAYOUT));
  }

  private static CollectionInputSplit split(List<Path> files) {
    return new CollectionInputSplit(files.stream().map(Path::toUri).toList());
  }

  private static List<Path> inside(List<Path> folders) throws IOException {
    List<Path> all = new ArrayList<>();
    for (Path folder : folders) {
      all.addAll(list(folder, Files::isDirectory));
    }
    return all;
  }

  /** The .txt files in these folders; of those that have some, other files are passed over. */
  private static List<Path> texts(List<Path> folders, ReviewNotices notices) throws IOException {
    List<Path> texts = new ArrayList<>();
    for (Path folder : folders) {
      List<Path> files = list(folder, Files::isRegularFile);
      List<Path> ofFolder =
          files.stream().filter(file -> ReviewFiles.isNamedAsText(name(file))).toList();
      texts.addAll(ofFolder);
      if (!ofFolder.isEmpty()) {
        files.stream()
            .filter(file -> !ReviewFiles.isNamedAsText(name(file)))
            .forEach(notices::passedOver);
      }
    }
    return texts;
  }

  private static List<Path> tables(Path folder) throws IOException {
    return list(folder, Files::isRegularFile).stream()
        .filter(file -> TableFile.format(file).isPresent())
        .toList();
  }

  /** What is neither hidden nor left by a system, by name. */
  private static List<Path> list(Path folder, Predicate<Path> kind) throws IOException {
    try (var entries = Files.list(folder)) {
      return entries.filter(kind).filter(path -> !Leftovers.isOne(name(path))).sorted().toList();
    }
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }
}
