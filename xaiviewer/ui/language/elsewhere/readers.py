"""Texts of rooms without Qt: tables of what readers came to."""

from __future__ import annotations

from xaiviewer.ui.language.texts import later

READING = (
    later("Readers and arms"),
    later("The arms compared"),
    later("What each step changed"),
    later("Advice followed and rejected"),
    later("Agreement between readers"),
    later("Reader, map and mask"),
    later("Answers"),
    later(
        "Area under the ROC curve, sensitivity and specificity, of all readers their mean; with 95 % "
        "intervals over readers and cases."
    ),
    later("Differences of the areas by Obuchowski and Rockette, readers and cases random."),
    later("Shares of right answers, and of answers that the step turned to right or to wrong; the median time."),
    later("How often readers took over what the network said wrongly, and turned down what it said rightly."),
    later("Kappas of what is said, alpha of how sure it is said; 1 is full agreement, 0 is chance."),
    later(
        "Mean Dice over the cases that hold the finding; above 0 in the last column the map is nearer to the "
        "mask than two readers are to each other."
    ),
    later("How often each reader gave which answer."),
    later("Arm"),
    later("Reader"),
    later("AUROC"),
    later("Sensitivity"),
    later("Specificity"),
    later("First"),
    later("Second"),
    later("Difference"),
    later("p"),
    later("Step"),
    later("Shown"),
    later("Right"),
    later("Mended"),
    later("Spoilt"),
    later("Seconds"),
    later("Followed wrong advice"),
    later("Of"),
    later("Made wrong"),
    later("Wrong by itself"),
    later("Rejected right advice"),
    later("Cohen's kappa"),
    later("Fleiss' kappa"),
    later("Krippendorff's alpha"),
    later("Same answer"),
    later("Dice of marks"),
    later("Question"),
    later("Answer"),
    later("Reader and reader"),
    later("Reader and mask"),
    later("Reader and map"),
    later("Map and mask"),
    later("Map less readers"),
    later("Cases"),
    later("Why"),
    later("Right beside its own map"),
    later("Right beside another map"),
    later("Compared"),
    later("They are not compared"),
    later("all readers"),
    later("the images alone"),
)
