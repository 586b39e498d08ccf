package org.dl4jlab;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may know whom, over all modules. */
class ArchitectureTest {

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.dl4jlab");

  @Test
  void packagesDoNotKnowEachOtherInCircles() {
    slices().matching("org.dl4jlab.(**)").should().beFreeOfCycles().check(ALL);
  }

  @Test
  void enginesKnowNothingOfDataSetsPagesOrCommandLines() {
    noClasses()
        .that()
        .resideInAnyPackage("..dl4jlab.engine..", "..dl4jlab.program..", "..dl4jlab.onednn..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "..dl4jlab.source..",
            "..dl4jlab.report..",
            "..dl4jlab.page..",
            "..dl4jlab.live..",
            "..dl4jlab.experiment..",
            "..dl4jlab.cli..",
            "..dl4jlab.cifar..",
            "..dl4jlab.imdb..",
            "..dl4jlab.run..",
            "picocli..")
        .check(ALL);
  }

  @Test
  void theDescriptionOfANetworkKnowsNoEngine() {
    noClasses()
        .that()
        .resideInAPackage("..dl4jlab.program..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..dl4jlab.engine..", "..dl4jlab.onednn..", "org.bytedeco..")
        .check(ALL);
  }

  @Test
  void networksNeedDeeplearning4jOnly() {
    classes()
        .that()
        .resideInAPackage("..dl4jlab.nets..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.deeplearning4j..", "org.nd4j..", "..dl4jlab.nets..")
        .check(ALL);
  }

  @Test
  void interchangeNeedsNetworksOnly() {
    noClasses()
        .that()
        .resideInAPackage("..dl4jlab.interchange..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "..dl4jlab.source..",
            "..dl4jlab.report..",
            "..dl4jlab.page..",
            "..dl4jlab.experiment..",
            "..dl4jlab.cli..",
            "..dl4jlab.onednn..",
            "picocli..")
        .check(ALL);
  }

  @Test
  void sessionsNeedNoCommandLine() {
    noClasses()
        .that()
        .resideInAPackage("..dl4jlab.experiment..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..dl4jlab.cli..", "picocli..")
        .check(ALL);
  }

  @Test
  void theTwoProgramsNeverSeeEachOther() {
    noClasses()
        .that()
        .resideInAPackage("..dl4jlab.cifar..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..dl4jlab.imdb..")
        .check(ALL);
    noClasses()
        .that()
        .resideInAPackage("..dl4jlab.imdb..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..dl4jlab.cifar..")
        .check(ALL);
  }

  @Test
  void theServerKnowsNoProgramAndNoCommandLine() {
    noClasses()
        .that()
        .resideInAPackage("..dl4jlab.serve..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "..dl4jlab.source..", "..dl4jlab.experiment..", "..dl4jlab.cli..", "picocli..")
        .check(ALL);
    noClasses()
        .that()
        .resideOutsideOfPackage("..dl4jlab.serve..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.undertow..", "org.xnio..", "io.micrometer..")
        .check(ALL);
  }
}
