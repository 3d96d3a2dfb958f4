using System.Collections.Concurrent;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Halcyon.Platform.Modules;

/// <summary>Maps every <c>readonly record struct SomethingId(Guid Value)</c> to a uuid column, with nothing to configure.</summary>
internal sealed class StrongIdMappings : IRelationalTypeMappingSourcePlugin
{
    private static readonly ConcurrentDictionary<Type, RelationalTypeMapping?> Known = new();

    public RelationalTypeMapping? FindMapping(in RelationalTypeMappingInfo mappingInfo)
    {
        var type = mappingInfo.ClrType;
        return type is { IsValueType: true } && type.Name.EndsWith("Id", StringComparison.Ordinal)
            ? Known.GetOrAdd(type, Create)
            : null;
    }

    private static RelationalTypeMapping? Create(Type type)
    {
        var property = type.GetProperty("Value", typeof(Guid));
        var constructor = type.GetConstructor([typeof(Guid)]);
        if (property is null || constructor is null)
            return null;

        var id = Expression.Parameter(type, "id");
        var guid = Expression.Parameter(typeof(Guid), "value");
        var converter = (ValueConverter)Activator.CreateInstance(
            typeof(ValueConverter<,>).MakeGenericType(type, typeof(Guid)),
            Expression.Lambda(Expression.Property(id, property), id),
            Expression.Lambda(Expression.New(constructor, guid), guid),
            null)!;
        return (RelationalTypeMapping)new GuidTypeMapping("uuid", System.Data.DbType.Guid).WithComposedConverter(converter);
    }
}
