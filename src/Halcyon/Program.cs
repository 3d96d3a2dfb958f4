using System.CommandLine;
using System.Globalization;
using Halcyon.Commands;

// What is typed means the same on every machine: in half of Europe 0.5 would otherwise be read as 5.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var root = new RootCommand("Halcyon: a self-hosted platform for brain and mind care.");
root.Subcommands.Add(ServeCommand.Create(root));
root.Subcommands.Add(MigrateCommand.Create());
root.Subcommands.Add(SeedCommand.Create());
root.Subcommands.Add(AuditCommand.Create());
root.Subcommands.Add(KeysCommand.Create());
root.Subcommands.Add(InfoCommand.Create());
root.Subcommands.Add(ConvertCommand.Create());
root.Subcommands.Add(CleanCommand.Create());
root.Subcommands.Add(AnalyzeCommand.Create());
root.Subcommands.Add(FeaturesCommand.Create());
root.Subcommands.Add(TextCommand.Create());

var parsed = root.Parse(args);
if (parsed.Errors.Count == 0)
    return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });

// The library's sentence comes first and names types; where an option has a sentence of its own, that one is enough.
foreach (var error in parsed.Errors.GroupBy(error => error.SymbolResult).Select(own => own.Last()))
    await Console.Error.WriteLineAsync(error.Message);
return 2;
