namespace Nusaloka.Runtime.Membership;

/// <summary>
/// The table of members: one hash with <c>version</c>, <c>epoch</c> (when it was made, so that a new one is told from an old one),
/// <c>seen</c> (the last heartbeat of anybody) and for each silo <c>m:address</c> ("status name") and <c>l:address</c> (the end of its lease).
/// Only these scripts write it, each in one go and by Redis' own clock. A change raises the version and is published under the hash's name.
/// </summary>
internal static class MembershipScripts
{
    /// <summary>Renews the lease, and takes out those whose lease has ended.</summary>
    public const string Beat = Prologue + """
        if lost then return { 'Lost' } end
        if not redis.call('HGET', key, 'm:' .. me) then
          if epoch ~= known_epoch then return { 'Lost' } end
          return answer('Evicted')
        end
        redis.call('HSET', key, 'l:' .. me, now + lease)
        -- When nobody was seen for a while, Redis was away, or its clock has jumped: that is nobody's fault.
        local seen = tonumber(redis.call('HGET', key, 'seen') or '0')
        local all_away = now - seen > lease / 2 or seen > now
        for _, silo in ipairs(silos()) do
          local lease_end = tonumber(redis.call('HGET', key, 'l:' .. silo) or '0')
          if all_away or lease_end > now + lease then
            redis.call('HSET', key, 'l:' .. silo, now + lease)
          elseif lease_end < now then
            drop(silo)
          end
        end
        redis.call('HSET', key, 'seen', now)
        return answer('Ok')
        """;

    /// <summary>Tells the view.</summary>
    public const string Watch = Prologue + """
        if lost and known_version > 0 then return { 'Lost' } end
        return answer('Ok')
        """;

    /// <summary>Puts a silo in, in place of those that had its endpoint before. ARGV[5]: "status name".</summary>
    public const string Join = Prologue + """
        if lost and known_version > 0 then return { 'Lost' } end
        if not epoch then
          epoch = string.format('%.0f', now)
          redis.call('HSET', key, 'epoch', epoch)
        end
        local endpoint, generation = string.match(me, '^(.*)@(%d+)$')
        for _, silo in ipairs(silos()) do
          local its_endpoint, its_generation = string.match(silo, '^(.*)@(%d+)$')
          if its_endpoint == endpoint and tonumber(its_generation) > tonumber(generation) then return answer('Refused') end
          if its_endpoint == endpoint and its_generation ~= generation then drop(silo) end
        end
        put(me, ARGV[5])
        return answer('Ok')
        """;

    /// <summary>Changes the status of a silo. ARGV[5]: "status name".</summary>
    public const string Change = Prologue + """
        if lost then return { 'Lost' } end
        if not redis.call('HGET', key, 'm:' .. me) then return answer('Evicted') end
        put(me, ARGV[5])
        return answer('Ok')
        """;

    /// <summary>Takes a silo out.</summary>
    public const string Remove = Prologue + """
        if lost then return { 'Lost' } end
        if redis.call('HGET', key, 'm:' .. me) then drop(me) end
        return answer('Ok')
        """;

    /// <summary>Shortens the lease of a silo. ARGV[5]: milliseconds that it has left to show itself.</summary>
    public const string Suspect = Prologue + """
        if lost then return { 'Lost' } end
        local lease_end = tonumber(redis.call('HGET', key, 'l:' .. me) or '0')
        if lease_end > now + tonumber(ARGV[5]) then redis.call('HSET', key, 'l:' .. me, now + tonumber(ARGV[5])) end
        return answer('Ok')
        """;

    /// <summary>
    /// Puts a silo back after Redis has lost it. The first to notice puts back all that it knows, so that grains do not move for it; who is
    /// not there any more loses its lease. ARGV[5], ARGV[6], ...: address and "status name" of each, the silo itself first.
    /// </summary>
    public const string Restore = Prologue + """
        local last = 6
        if lost then
          epoch = string.format('%.0f', now)
          version = math.max(version, known_version)
          redis.call('HSET', key, 'epoch', epoch, 'seen', now)
          last = #ARGV
        end
        for i = 5, last, 2 do
          if lost or not redis.call('HGET', key, 'm:' .. ARGV[i]) then put(ARGV[i], ARGV[i + 1]) end
        end
        return answer('Ok')
        """;

    // ARGV[1] lease in milliseconds, ARGV[2] and ARGV[3] the epoch and version that the caller knows, ARGV[4] the silo it is about.
    private const string Prologue = """
        local key, lease, known_epoch, known_version, me = KEYS[1], tonumber(ARGV[1]), ARGV[2], tonumber(ARGV[3]), ARGV[4]
        local time = redis.call('TIME')
        local now = time[1] * 1000 + math.floor(time[2] / 1000)
        local epoch = redis.call('HGET', key, 'epoch')
        local version = tonumber(redis.call('HGET', key, 'version') or '0')
        local lost = not epoch or (epoch == known_epoch and version < known_version)
        local changed = false
        -- Somebody has seen a higher version before the data were lost; versions never go back for anyone.
        if not lost and epoch ~= known_epoch and version <= known_version then
          version = known_version
          changed = true
        end

        local function silos()
          local found = {}
          for _, field in ipairs(redis.call('HKEYS', key)) do
            if string.sub(field, 1, 2) == 'm:' then found[#found + 1] = string.sub(field, 3) end
          end
          return found
        end

        local function put(silo, member)
          changed = changed or redis.call('HGET', key, 'm:' .. silo) ~= member
          redis.call('HSET', key, 'm:' .. silo, member, 'l:' .. silo, now + lease)
        end

        local function drop(silo)
          redis.call('HDEL', key, 'm:' .. silo, 'l:' .. silo)
          changed = true
        end

        local function answer(status)
          if changed then
            version = version + 1
            redis.call('HSET', key, 'version', version)
            redis.call('PUBLISH', key, version)
          end
          local reply = { status, epoch or '', tostring(version) }
          if version ~= known_version or epoch ~= known_epoch then
            for _, silo in ipairs(silos()) do
              reply[#reply + 1] = silo
              reply[#reply + 1] = redis.call('HGET', key, 'm:' .. silo)
            end
          end
          return reply
        end

        """;
}
