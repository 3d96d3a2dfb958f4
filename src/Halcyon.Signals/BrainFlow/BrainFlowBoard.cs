namespace Halcyon.Signals.BrainFlow;

/// <summary>What the columns of a board's files hold. BrainFlow writes no header, so this has to be known.</summary>
/// <remarks>Columns as listed in BrainFlow's table of boards, version 5. EXG channels are in µV.</remarks>
public sealed record BrainFlowBoard
{
    public required string Name { get; init; }
    public required double SamplingRateHz { get; init; }
    public required int ColumnCount { get; init; }

    /// <summary>Columns of the EEG (EXG) channels, from 0.</summary>
    public required IReadOnlyList<int> EegColumns { get; init; }

    /// <summary>Electrode of each EEG column, where the board fixes it; empty where the wearer chooses.</summary>
    public IReadOnlyList<string> EegNames { get; init; } = [];
    public IReadOnlyList<int> AccelerometerColumns { get; init; } = [];

    /// <summary>Seconds since 1970.</summary>
    public required int TimestampColumn { get; init; }
    public required int MarkerColumn { get; init; }

    public static BrainFlowBoard Synthetic { get; } = Make("Synthetic", 250, 32, 1, 16, 17, 30) with
    {
        EegNames = ["Fz", "C3", "Cz", "C4", "Pz", "PO7", "Oz", "PO8", "F5", "F7", "F3", "F1", "F2", "F4", "F6", "F8"],
    };

    public static BrainFlowBoard Cyton { get; } = Make("Cyton", 250, 24, 1, 8, 9, 22);

    public static BrainFlowBoard CytonDaisy { get; } = Make("Cyton with Daisy", 125, 32, 1, 16, 17, 30);

    public static BrainFlowBoard Ganglion { get; } = Make("Ganglion", 200, 15, 1, 4, 5, 13);

    public static BrainFlowBoard CytonWifi { get; } = Make("Cyton by WiFi", 1000, 24, 1, 8, 9, 22);

    public static BrainFlowBoard CytonDaisyWifi { get; } = Make("Cyton with Daisy by WiFi", 1000, 32, 1, 16, 17, 30);

    public static BrainFlowBoard GanglionWifi { get; } = Make("Ganglion by WiFi", 1600, 25, 1, 4, 5, 23);

    public static BrainFlowBoard Unicorn { get; } = Make("Unicorn", 250, 19, 0, 8, 8, 17) with
    {
        EegNames = ["Fz", "C3", "Cz", "C4", "Pz", "PO7", "Oz", "PO8"],
    };

    /// <summary>Muse 2 and Muse S. BrainFlow calls the two forehead sensors Fp1 and Fp2; they sit at AF7 and AF8.</summary>
    public static BrainFlowBoard Muse { get; } = Make("Muse", 256, 8, 1, 4, -1, 6) with { EegNames = ["TP9", "AF7", "AF8", "TP10"] };

    public static BrainFlowBoard FreeEeg32 { get; } = Make("FreeEEG32", 512, 35, 1, 32, -1, 33);

    /// <summary>Boards that are told apart by the number of columns and the rate.</summary>
    public static IReadOnlyList<BrainFlowBoard> Known { get; } =
        [Synthetic, Cyton, CytonDaisy, Ganglion, CytonWifi, CytonDaisyWifi, GanglionWifi, Unicorn, Muse, FreeEeg32];

    /// <param name="firstAccelerometer">−1 for none.</param>
    private static BrainFlowBoard Make(string name, double rateHz, int columns, int firstEeg, int eegCount, int firstAccelerometer, int timestamp) => new()
    {
        Name = name,
        SamplingRateHz = rateHz,
        ColumnCount = columns,
        EegColumns = [.. Enumerable.Range(firstEeg, eegCount)],
        AccelerometerColumns = firstAccelerometer < 0 ? [] : [firstAccelerometer, firstAccelerometer + 1, firstAccelerometer + 2],
        TimestampColumn = timestamp,
        MarkerColumn = timestamp + 1,
    };
}
