namespace Halcyon.Signals.Deidentification;

/// <summary>How a recording is freed of what could name a person.</summary>
public sealed record DeidentificationOptions
{
    /// <summary>
    /// Whole days added to the start, so that several recordings of one person keep their distances; null draws a date
    /// from 1901 to 1924, which data sets in BIDS understand as shifted and which EDF and BrainVision then leave out.
    /// The time of day stays in either case.
    /// </summary>
    public int? ShiftDays { get; init; }

    /// <summary>Annotation texts to keep whatever they say, compared without regard to case.</summary>
    public IReadOnlyCollection<string> KeptTexts { get; init; } = [];

    /// <summary>Draws the date; given in tests only.</summary>
    internal Random Random { get; init; } = Random.Shared;
}

/// <summary>What was taken out, by number only: the texts themselves are never repeated.</summary>
/// <param name="DroppedAnnotations">Indices in the source's annotations.</param>
/// <param name="ReplacedLabels">Indices of channels whose labels hold words that are no electrode or signal; they are numbered instead.</param>
/// <param name="KeptEquipment">True when the recording field named a known amplifier, which stays.</param>
public sealed record DeidentificationReport(
    int AnnotationCount, IReadOnlyList<int> DroppedAnnotations, IReadOnlyList<int> ReplacedLabels, bool KeptEquipment)
{
    private const int MostListed = 20;

    /// <summary>True when the shift that was asked for leads to a date that cannot be written, which is left out.</summary>
    public bool LostDate { get; init; }

    /// <summary>Texts on units, sensors, filters, electrodes and the worth of channels that are left out, as they could say anything.</summary>
    public int ClearedTexts { get; init; }

    /// <summary>One sentence each, for the person who asked for it.</summary>
    public IReadOnlyList<string> Sentences()
    {
        var sentences = new List<string>();
        if (DroppedAnnotations.Count > 0)
            sentences.Add($"{DroppedAnnotations.Count} of {AnnotationCount} annotations hold words or numbers that could name a person and are left out (number {Listed(DroppedAnnotations)}).");
        if (ReplacedLabels.Count > 0)
            sentences.Add($"{ReplacedLabels.Count} channel labels are neither electrodes nor known signals and are numbered instead ({Listed(ReplacedLabels)}).");
        if (ClearedTexts > 0)
            sentences.Add($"{ClearedTexts} texts on units, sensors, filters, electrodes or the worth of channels are free words and are left out.");
        if (LostDate)
            sentences.Add("The shift in days leads to a date that cannot be written, so the date is left out; give a smaller shift to keep one.");
        return sentences;
    }

    private static string Listed(IReadOnlyList<int> indices) =>
        string.Join(", ", indices.Take(MostListed).Select(index => index + 1)) + (indices.Count > MostListed ? "…" : "");
}
