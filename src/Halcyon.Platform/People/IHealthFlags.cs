using Halcyon.Platform.Access;
using Npgsql;

namespace Halcyon.Platform.People;

/// <summary>What about a person's health can make an activity unsafe for them. For deciding only: never to be shown or stored.</summary>
public interface IHealthFlags
{
    /// <summary>Asks for them among what else the caller asks the database: add the command to that batch. It gives one row.</summary>
    NpgsqlBatchCommand Ask(UserId userId);

    /// <param name="row">The row of <see cref="Ask"/>, being read.</param>
    ISealedHealthFlags Read(UserId userId, NpgsqlDataReader row);
}

/// <summary>Health flags still under the person's key.</summary>
public interface ISealedHealthFlags
{
    /// <summary>To be called when the reader is closed: the key may have to be fetched, and nobody should wait for a second connection with one in hand.</summary>
    /// <returns>
    /// Those of <see cref="HealthFlag"/> that hold or may hold: an unsure answer counts as yes, and so does every question of the
    /// health screening until it is answered.
    /// </returns>
    Task<IReadOnlySet<string>> OpenAsync(CancellationToken cancellationToken);
}

/// <summary>The fixed flags, by stable name.</summary>
public static class HealthFlag
{
    public const string Seizures = "seizures";
    public const string FamilyEpilepsy = "family_epilepsy";
    public const string HeartCondition = "heart_condition";
    public const string Implant = "pacemaker_or_implant";
    public const string HearingCondition = "hearing_condition";
    public const string MentalHealthCondition = "mental_health_condition";
    public const string PsychotropicMedication = "psychotropic_medication";
    public const string Pregnancy = "pregnancy";
    public const string HeadInjury = "recent_head_injury";

    // Not asked for; known where a person names it in their profile.
    public const string Panic = "panic";
    public const string Trauma = "trauma";
    public const string Dissociation = "dissociation";
    public const string Psychosis = "psychosis";
    public const string EatingDisorder = "eating_disorder";
    public const string BreathingCondition = "breathing_condition";
    public const string BalanceCondition = "balance_condition";
    public const string FatigueCondition = "fatigue_condition";
    public const string PainCondition = "pain_condition";
    public const string Migraine = "migraine";

    /// <summary>Those that the health screening asks for.</summary>
    public static IReadOnlyList<string> Screened { get; } =
        [Seizures, FamilyEpilepsy, HeartCondition, Implant, HearingCondition, MentalHealthCondition, PsychotropicMedication, Pregnancy, HeadInjury];
}
