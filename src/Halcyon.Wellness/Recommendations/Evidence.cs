namespace Halcyon.Wellness.Recommendations;

/// <summary>What is known of one action for one person: the sums of a linear regression of reward on context, each session by its weight.</summary>
internal sealed class ActionEvidence
{
    private const int N = ContextVector.Length;

    /// <summary>Σ weight · x xᵀ, symmetric, row by row.</summary>
    public double[] Gram { get; } = new double[N * N];

    /// <summary>Σ weight · reward · x.</summary>
    public double[] Moment { get; } = new double[N];

    /// <summary>How many ratings are in it, forgotten ones too.</summary>
    public int Ratings { get; set; }

    /// <summary>How many sessions it is worth today.</summary>
    public double Weight => Gram[0];

    /// <summary>0-1, weighted towards what is recent.</summary>
    public double MeanReward => Gram[0] > 0 ? Moment[0] / Gram[0] : 0;

    public void Add(ReadOnlySpan<float> context, double reward, double weight)
    {
        for (var i = 0; i < N; i++)
        {
            if (context[i] == 0)
                continue;
            var scaled = weight * context[i];
            Moment[i] += scaled * reward;
            for (var j = 0; j < N; j++)
                Gram[(i * N) + j] += scaled * context[j];
        }
    }

    public void Scale(double factor)
    {
        for (var i = 0; i < Gram.Length; i++)
            Gram[i] *= factor;
        for (var i = 0; i < N; i++)
            Moment[i] *= factor;
    }
}

/// <summary>All that was learnt of one person; only actions that they tried take room.</summary>
internal sealed class PersonalEvidence
{
    private const int N = ContextVector.Length;
    private const byte Format = 1;

    /// <summary>People and what helps them change: half of what was learnt is forgotten in this time.</summary>
    private const double HalfLifeDays = 180;

    /// <summary>Often enough; every forgetting makes all of it be computed anew.</summary>
    private const int DaysBetweenForgetting = 7;

    public Dictionary<string, ActionEvidence> Actions { get; } = new(StringComparer.Ordinal);

    /// <summary>The day up to which is forgotten.</summary>
    public DateOnly AsOf { get; private set; }

    /// <returns>Whether anything changed.</returns>
    public bool ForgetUpTo(DateOnly day)
    {
        var days = day.DayNumber - AsOf.DayNumber;
        if (days < DaysBetweenForgetting)
            return false;

        foreach (var action in Actions.Values)
            action.Scale(Math.Pow(0.5, days / HalfLifeDays));
        AsOf = day;
        return Actions.Count > 0;
    }

    public ActionEvidence Of(string action)
    {
        if (!Actions.TryGetValue(action, out var evidence))
            Actions.Add(action, evidence = new ActionEvidence());
        return evidence;
    }

    public byte[] Write()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(Format);
        writer.Write((byte)ContextVector.Version);
        writer.Write(AsOf.DayNumber);
        writer.Write(Actions.Count);
        foreach (var (id, action) in Actions)
        {
            writer.Write(id);
            writer.Write(action.Ratings);
            foreach (var value in action.Moment)
                writer.Write((float)value);
            for (var i = 0; i < N; i++)
            {
                for (var j = 0; j <= i; j++)
                    writer.Write((float)action.Gram[(i * N) + j]);
            }
        }

        writer.Flush();
        return bytes.ToArray();
    }

    /// <summary>Nothing where it was written for another meaning of the context: it is then learnt again from the sessions.</summary>
    public static PersonalEvidence Read(byte[]? model)
    {
        var evidence = new PersonalEvidence();
        if (model is null || model[0] != Format || model[1] != ContextVector.Version)
            return evidence;

        using var reader = new BinaryReader(new MemoryStream(model));
        reader.ReadInt16();
        evidence.AsOf = DateOnly.FromDayNumber(reader.ReadInt32());
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var action = evidence.Of(reader.ReadString());
            action.Ratings = reader.ReadInt32();
            for (var i = 0; i < N; i++)
                action.Moment[i] = reader.ReadSingle();
            for (var i = 0; i < N; i++)
            {
                for (var j = 0; j <= i; j++)
                    action.Gram[(i * N) + j] = action.Gram[(j * N) + i] = reader.ReadSingle();
            }
        }

        return evidence;
    }
}
