using Halcyon.Accounts.Profiles;
using Halcyon.Platform.People;

namespace Halcyon.Accounts.HealthScreening;

/// <summary>From what a person answered and wrote to the flags; pure.</summary>
internal static class HealthFlagRules
{
    /// <summary>
    /// Beginnings of words that people use for it. Read generously, negation and all: a flag too many hides an exercise, one
    /// too few may hurt. What is written in another language or misspelt is not found; the screening is the sure way.
    /// </summary>
    private static readonly (string Flag, string[] Words)[] Written =
    [
        (HealthFlag.Seizures, ["epilep", "seizure"]),
        (HealthFlag.HeartCondition, ["heart", "cardi", "arrhythm", "angina", "tachycard", "blood pressure", "hypertens", "pots"]),
        (HealthFlag.Implant, ["pacemaker", "implant", "defibrill"]),
        (HealthFlag.HearingCondition, ["tinnitus", "hyperacusis", "misophonia", "hearing"]),
        (HealthFlag.Pregnancy, ["pregnan"]),
        (HealthFlag.HeadInjury, ["concuss", "head injury", "brain injury", "tbi"]),
        (HealthFlag.Panic, ["panic"]),
        (HealthFlag.Trauma, ["ptsd", "trauma", "flashback"]),
        (HealthFlag.Dissociation, ["dissociat", "depersonal", "dereali", "did"]),
        (HealthFlag.Psychosis, ["psycho", "schizo", "bipolar", "mania"]),
        (HealthFlag.EatingDisorder, ["eating", "anorex", "bulimi", "binge", "arfid"]),
        (HealthFlag.BreathingCondition, ["asthma", "copd", "lung", "breath"]),
        (HealthFlag.BalanceCondition, ["vertigo", "dizz", "balance", "meniere", "faint", "syncope", "pots", "parkinson", "multiple sclerosis"]),
        (HealthFlag.FatigueCondition, ["fatigue", "me/cfs", "cfs", "long covid", "myalgic", "pots", "fibromyalg"]),
        (HealthFlag.PainCondition, ["pain", "arthrit", "hypermobil", "ehlers", "eds", "injur", "hernia", "disc", "fibromyalg", "back", "joint"]),
        (HealthFlag.Migraine, ["migraine"]),
    ];

    public static IReadOnlySet<string> Of(ScreeningDocument? screening, Profile? profile)
    {
        var flags = new HashSet<string>(StringComparer.Ordinal);
        if (screening is not { Version: ScreeningForm.Version, Answers: { } answers })
        {
            flags.UnionWith(HealthFlag.Screened);
        }
        else
        {
            Add(flags, HealthFlag.Seizures, answers.PhotosensitiveEpilepsyOrSeizures);
            Add(flags, HealthFlag.FamilyEpilepsy, answers.FamilyHistoryOfEpilepsy);
            Add(flags, HealthFlag.HeartCondition, answers.HeartCondition);
            Add(flags, HealthFlag.Implant, answers.PacemakerOrImplant);
            Add(flags, HealthFlag.HearingCondition, answers.HearingCondition);
            Add(flags, HealthFlag.MentalHealthCondition, answers.MentalHealthCondition);
            Add(flags, HealthFlag.PsychotropicMedication, answers.PsychotropicMedication);
            Add(flags, HealthFlag.Pregnancy, answers.Pregnancy);
            Add(flags, HealthFlag.HeadInjury, answers.RecentHeadInjury);
        }

        if (profile is null)
            return flags;

        if (profile.HasAnxiety)
            flags.Add(HealthFlag.Panic);
        foreach (var line in profile.OtherConditions.Concat(profile.MedicalConditions))
            flags.UnionWith(Written.Where(known => known.Words.Any(word => HasWordThatBegins(line, word))).Select(known => known.Flag));
        return flags;
    }

    private static void Add(HashSet<string> flags, string flag, string answer)
    {
        if (answer != "no")
            flags.Add(flag);
    }

    private static bool HasWordThatBegins(string line, string beginning)
    {
        for (var at = line.IndexOf(beginning, StringComparison.OrdinalIgnoreCase); at >= 0;
            at = line.IndexOf(beginning, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (at == 0 || !char.IsLetter(line[at - 1]))
                return true;
        }

        return false;
    }
}
