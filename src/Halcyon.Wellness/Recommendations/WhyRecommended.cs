using Halcyon.Wellness.Interventions;

namespace Halcyon.Wellness.Recommendations;

/// <summary>What the model went by for one action, and what it had to go by.</summary>
/// <param name="Own">This person's evidence on the action; null when they never tried it.</param>
/// <param name="OfApproach">This person's evidence on all actions of its approach.</param>
/// <param name="PersonalWeights">How this person's weights differ from people's in general.</param>
/// <param name="PriorLead">How the weights of people in general differ from those of the other actions on offer.</param>
/// <param name="PriorExpectation">What is expected of it for people in general in this moment, 0-1.</param>
internal sealed record Grounds(
    Intervention Item, Moment Moment, float[] Context, ActionEvidence? Own, ActionEvidence OfApproach,
    double[] PersonalWeights, double[] PriorLead, double PriorExpectation, int PeopleBehindPrior);

/// <summary>
/// One plain sentence, from the largest term that speaks for the action and only where ratings bear it out. Where the model
/// has nothing to go by, it says what the action asks for instead.
/// </summary>
internal static class WhyRecommended
{
    private const int N = ContextVector.Length;

    /// <summary>Mean reward from which one may say helpful: between "somewhat" and "helpful" of five.</summary>
    private const double Helpful = 0.6;

    private const int LowEnergy = 3;

    public static string Of(Grounds grounds)
    {
        if (grounds.Own is { Ratings: > 0 } own && own.MeanReward >= Helpful)
            return $"You rated this helpful{When(grounds, own)}.";

        var personal = Sum(grounds.PersonalWeights, grounds.Context);
        if (grounds.OfApproach is { Ratings: > 1 } kind && kind.MeanReward >= Helpful && personal > 0)
            return $"You rated this kind of thing helpful{When(grounds, kind)}.";

        if (grounds.PeopleBehindPrior > 0 && grounds.PriorExpectation >= Helpful && Sum(grounds.PriorLead, grounds.Context) > 0)
            return People(grounds);

        return Facts(grounds.Item, grounds.Moment);
    }

    /// <summary>The context in which it helped, if that is what speaks for it now.</summary>
    private static string When(Grounds grounds, ActionEvidence evidence)
    {
        var bestPlace = -1;
        var bestTerm = 0.0;
        for (var place = 0; place < N; place++)
        {
            var term = grounds.PersonalWeights[place] * grounds.Context[place];
            if (term > bestTerm && IsBorneOut(evidence, place))
                (bestPlace, bestTerm) = (place, term);
        }

        var isLow = grounds.Moment.EnergyLevel <= LowEnergy && MeanEnergy(evidence) <= LowEnergy + 1;
        return bestPlace switch
        {
            >= ContextVector.FirstEmotion and < ContextVector.Energy => $" when you {Feel(Emotions.All[bestPlace - ContextVector.FirstEmotion])}",
            >= ContextVector.FirstTimeOfDay and < ContextVector.Recent =>
                isLow ? $" on low-energy {Plural(grounds.Moment.TimeOfDay)}" : $" {Preposition(grounds.Moment.TimeOfDay)}",
            _ => isLow ? " on low-energy days" : "",
        };
    }

    /// <summary>Whether the person's own ratings in that very context were good ones.</summary>
    private static bool IsBorneOut(ActionEvidence evidence, int place)
    {
        if (place is < ContextVector.FirstEmotion or ContextVector.Energy or >= ContextVector.Recent)
            return false;

        var weight = evidence.Gram[place];
        return weight >= 0.5 && evidence.Moment[place] / weight >= Helpful;
    }

    private static double MeanEnergy(ActionEvidence evidence) =>
        evidence.Weight > 0 ? 10 * evidence.Gram[ContextVector.Energy] / evidence.Weight : 10;

    private static string People(Grounds grounds)
    {
        var isNew = grounds.Own is not { Ratings: > 0 };
        var emotion = grounds.Moment.Emotion;
        var byEmotion = emotion is not null
            && Enumerable.Range(ContextVector.FirstEmotion, Emotions.All.Count).Any(place => grounds.Context[place] > 0 && grounds.PriorLead[place] > 0);
        var sentence = byEmotion ? $"people often find it helpful when they {Feel(emotion!)}" : "people often find it helpful";
        return isNew ? $"New to you; {sentence}." : $"{char.ToUpperInvariant(sentence[0])}{sentence[1..]}.";
    }

    private static string Facts(Intervention item, Moment moment)
    {
        var asks = item.EnergyRequired switch
        {
            <= 2 => "asks for little energy",
            <= 4 => "asks for some energy",
            _ => "asks for a bit of effort",
        };
        // How long it takes, the card says beside it.
        return moment.Emotion is { } emotion && item.TargetEmotions.Contains(emotion, StringComparer.Ordinal)
            ? $"Made for when you {Feel(emotion)}; it {asks}."
            : $"It {asks}.";
    }

    private static string Feel(string emotion) => emotion switch
    {
        "joy" => "feel joy",
        "sadness" => "feel sad",
        "anger" => "feel angry",
        "fear" => "feel afraid",
        "disgust" => "feel disgust",
        "surprise" => "are taken by surprise",
        "anxiety" => "feel anxious",
        "overwhelm" => "feel overwhelmed",
        "neutral" => "feel neither good nor bad",
        _ => $"feel {emotion}",
    };

    private static string Preposition(string timeOfDay) => timeOfDay == "night" ? "at night" : $"in the {timeOfDay}";

    private static string Plural(string timeOfDay) => timeOfDay + "s";

    private static double Sum(double[] weights, float[] context)
    {
        var sum = 0.0;
        for (var place = 0; place < N; place++)
            sum += weights[place] * context[place];
        return sum;
    }
}
