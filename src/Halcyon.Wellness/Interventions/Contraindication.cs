using System.Collections.Frozen;
using Halcyon.Platform.People;

namespace Halcyon.Wellness.Interventions;

/// <summary>What an action asks of a body or a mind that some should not do: a closed list, each with whom it is not for.</summary>
/// <param name="Caution">For the person, in plain words.</param>
/// <param name="Flags">Of <see cref="HealthFlag"/>: with any of them the action is never recommended.</param>
public sealed record Contraindication(string Name, string Caution, IReadOnlyList<string> Flags)
{
    /// <summary>By name.</summary>
    public static FrozenDictionary<string, Contraindication> All { get; } = new Contraindication[]
    {
        new("breath_holding", "You hold your breath for a moment. Leave it out with a heart or lung condition, in pregnancy, with seizures, or if you get panic attacks.",
            [HealthFlag.HeartCondition, HealthFlag.Implant, HealthFlag.Pregnancy, HealthFlag.Seizures, HealthFlag.Panic, HealthFlag.BreathingCondition]),
        new("cold", "Cold can slow the heart. Leave it out with a heart condition, a pacemaker, an eating disorder or in pregnancy.",
            [HealthFlag.HeartCondition, HealthFlag.Implant, HealthFlag.Pregnancy, HealthFlag.EatingDisorder]),
        new("exercise", "It gets your heart going. Ask a doctor first with a heart condition, and rest if your body needs rest.",
            [HealthFlag.HeartCondition, HealthFlag.HeadInjury, HealthFlag.FatigueCondition, HealthFlag.EatingDisorder]),
        new("strong_exercise", "It is a short, hard effort. Leave it out with a heart or lung condition, in pregnancy, after a head injury or when you are ill.",
            [HealthFlag.HeartCondition, HealthFlag.Implant, HealthFlag.Pregnancy, HealthFlag.HeadInjury, HealthFlag.BreathingCondition,
                HealthFlag.FatigueCondition, HealthFlag.EatingDisorder, HealthFlag.BalanceCondition]),
        new("balance", "You change position or get up from the floor. Leave it out if you get dizzy or fall easily.",
            [HealthFlag.BalanceCondition, HealthFlag.HeadInjury, HealthFlag.Pregnancy, HealthFlag.FatigueCondition]),
        new("muscle_tension", "You tense muscles on purpose. Leave out any part that hurts, and all of it with a heart condition.",
            [HealthFlag.HeartCondition, HealthFlag.PainCondition]),
        new("inward_attention", "You turn inward for some minutes. If that brings up bad memories or makes things unreal, choose a grounding exercise.",
            [HealthFlag.MentalHealthCondition, HealthFlag.Trauma, HealthFlag.Dissociation, HealthFlag.Psychosis]),
        new("facing_fear", "You go near something that scares you. After a trauma, do this with a therapist.",
            [HealthFlag.MentalHealthCondition, HealthFlag.Trauma, HealthFlag.Dissociation, HealthFlag.Psychosis, HealthFlag.Panic]),
        new("food", "It is about eating. Leave it out if food is a hard topic for you.",
            [HealthFlag.EatingDisorder]),
        new("sound", "It works through hearing.",
            [HealthFlag.HearingCondition]),
        new("scent", "It uses a smell. Leave it out with asthma, with migraine, or when smells make you sick.",
            [HealthFlag.BreathingCondition, HealthFlag.Migraine, HealthFlag.Pregnancy]),
        new("pressure", "It puts some weight on you. Leave it out with a heart or lung condition or in pregnancy.",
            [HealthFlag.HeartCondition, HealthFlag.BreathingCondition, HealthFlag.Pregnancy]),
    }.ToFrozenDictionary(contraindication => contraindication.Name, StringComparer.Ordinal);

    /// <summary>Whether an action with these contraindications may be recommended to somebody with these flags.</summary>
    /// <remarks>A name that is not in the list counts against it: better not offered than offered wrongly.</remarks>
    public static bool Permit(IEnumerable<string> contraindications, IReadOnlySet<string> healthFlags) =>
        contraindications.All(name => All.TryGetValue(name, out var known) && !known.Flags.Any(healthFlags.Contains));
}
