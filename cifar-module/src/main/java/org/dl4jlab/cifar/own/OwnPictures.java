package org.dl4jlab.cifar.own;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dl4jlab.UserException;
import org.dl4jlab.cifar.own.PictureLayout.Labelled;
import org.dl4jlab.cifar.pictures.PictureDecoder;
import org.dl4jlab.cifar.pictures.PictureFormats;
import org.dl4jlab.data.ImageDataset;
import org.dl4jlab.source.Broken;
import org.dl4jlab.source.DataAccess;
import org.dl4jlab.source.Division;

/**
 * A person's own pictures, decoded at one size and divided.
 *
 * @param train empty where all is tested
 * @param validation that {@code val} and {@code test} beside it set apart, else the test's
 */
public record OwnPictures(ImageDataset train, ImageDataset validation, ImageDataset test) {

  private static final int MAX_CLASSES = 255;

  /**
   * What is asked for.
   *
   * @param place the folder or archive
   * @param size rows and columns of a picture
   * @param meant what the place might be meant to be besides, for the message that it is nothing
   */
  public record Request(Path place, Division division, int size, String meant) {}

  /** Whether a file's name ends like that of an archive that is read. */
  public static boolean isArchive(Path file) {
    return isZip(file) || isTarGz(file);
  }

  /** Whether it is one of these that hold nothing but a person's own files. */
  public static boolean isZip(Path file) {
    return lowerCase(file).endsWith(".zip");
  }

  private static boolean isTarGz(Path file) {
    return lowerCase(file).endsWith(".tar.gz") || lowerCase(file).endsWith(".tgz");
  }

  private static String lowerCase(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads the pictures, or takes them from the cache where they have not changed.
   *
   * @throws UserException when it is no such data, or too little of it
   */
  public static OwnPictures read(Request request, DataAccess access) throws IOException {
    try (PictureStore store = open(request.place(), access)) {
      PictureLayout layout = LayoutReader.read(store, request.place().toString());
      layout.notices().forEach(access.notice());
      List<String> classes = classes(layout, request);
      return new Dividing(whole(store, layout, request, access), classes, request, access)
          .divided();
    }
  }

  /**
   * The pictures in a folder and below, whatever they show.
   *
   * @throws UserException when there are none, or too many
   */
  public static List<Path> filesIn(Path folder, int most) throws IOException {
    try (FolderStore store = new FolderStore(folder)) {
      List<Path> pictures =
          store.files().stream()
              .map(StoredFile::name)
              .filter(PictureFormats::isReadable)
              .map(store::path)
              .toList();
      if (pictures.isEmpty() || pictures.size() > most) {
        throw new UserException(
            String.format(
                Locale.ROOT,
                "%s holds %,d pictures; 1 to %,d can be looked at",
                folder,
                pictures.size(),
                most));
      }
      return pictures;
    }
  }

  private static PictureStore open(Path place, DataAccess access) {
    if (Files.isDirectory(place)) {
      return new FolderStore(place);
    }
    return isZip(place)
        ? new ZipStore(place)
        : new TarGzStore(place, new KeptListings(access.cache()));
  }

  private static List<String> classes(PictureLayout layout, Request request) {
    List<String> classes = PictureLayout.classes(layout.pictures());
    if (classes.isEmpty()) {
      throw new UserException(
          "%s is neither %s nor pictures in a sub-folder for each of 2 to %d classes, or with a table of their classes (metadata.csv or labels.csv) beside them"
              .formatted(request.place(), request.meant(), MAX_CLASSES));
    }
    int least = request.division() == Division.ALL_TESTED ? 1 : 2;
    if (classes.size() < least || classes.size() > MAX_CLASSES) {
      throw new UserException(
          String.format(
              Locale.ROOT,
              "%s holds pictures of %s (%s); there have to be 2 to %d classes",
              request.place(),
              Wording.count(classes.size(), "class", "classes"),
              Wording.some(classes),
              MAX_CLASSES));
    }
    return classes;
  }

  /** Decodes the pictures that can be. */
  private static Map<Labelled, byte[]> whole(
      PictureStore store, PictureLayout layout, Request request, DataAccess access)
      throws IOException {
    Map<String, StoredFile> wanted = new LinkedHashMap<>();
    layout.pictures().forEach(picture -> wanted.put(picture.file().name(), picture.file()));
    KeptPictures kept =
        new KeptPictures(
            access.cache(),
            request.place().toAbsolutePath().normalize().toString(),
            request.size());
    Map<StoredFile, byte[]> known = kept.read();
    PictureBatch batch =
        new PictureBatch(store, new PictureDecoder(request.size()), access.reading());
    Map<StoredFile, byte[]> decoded = batch.decode(wanted, known);
    if (!decoded.keySet().equals(known.keySet()) && !kept.write(decoded)) {
      access
          .notice()
          .accept(
              "The cache folder %s cannot be written, so the pictures have to be read again next time"
                  .formatted(access.cache().folder()));
    }
    tellBroken(batch.broken(), wanted.size(), access);
    Map<Labelled, byte[]> whole = new LinkedHashMap<>();
    for (Labelled picture : layout.pictures()) {
      if (decoded.containsKey(picture.file())) {
        whole.put(picture, decoded.get(picture.file()));
      }
    }
    return whole;
  }

  private static void tellBroken(Map<String, String> broken, int all, DataAccess access) {
    if (broken.isEmpty()) {
      return;
    }
    List<String> named = new ArrayList<>();
    broken.forEach((name, reason) -> named.add(name + " " + reason));
    String told =
        String.format(
            Locale.ROOT,
            "%,d of %,d pictures cannot be read: %s",
            broken.size(),
            all,
            Wording.some(named));
    if (access.broken() == Broken.STOP) {
      throw new UserException(told + "; leave them out by --broken skip");
    }
    if (broken.size() == all) {
      throw new UserException(told);
    }
    access.notice().accept(told + "; left out");
  }
}
